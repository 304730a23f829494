// The `document` that our builds hand to js-cookie in place of the global one, on which `<img name=cookie>` shadows the
// cookie accessor. It keeps nothing: js-cookie gives back the text that it would have written, and the gate writes that
// with the browser's own function, taken before any page could replace it.

export const document = { cookie: '' }
