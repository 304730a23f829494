// The page's document, by functions that no element of the page can shadow: `<img name=createElement>` answers in place of
// `document.createElement`, and the notice would not be drawn.

/** The node itself, for what wants one. */
export const { document: page } = globalThis

/** Reads what the type has, never what the page's elements are named after. */
export const document = new Proxy({} as Document, {
  get(_, key) {
    const value: unknown = Reflect.get(Document.prototype, key, page)
    return typeof value === 'function' ? value.bind(page) : value
  },
})
