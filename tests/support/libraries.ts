// Routers and frameworks as pages load them: the real packages, each as one classic script. And what old libraries did to
// the built-ins, for those are on no registry any more.

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const FILES = {
  turbo: '@hotwired/turbo/dist/turbo.es2017-umd.js',
  htmx: 'htmx.org/dist/htmx.js',
  'core-js': 'core-js-bundle/index.js',
} as const

/** The text of a library as its package ships it. */
export function libraryText(name: keyof typeof FILES): Promise<string> {
  return readFile(`${root}/node_modules/${FILES[name]}`, 'utf8')
}

let react: Promise<string> | undefined

/** React and its hydration, as `window.React` and `window.hydrateRoot`. */
export function reactText(): Promise<string> {
  react ??= bundle(`import * as React from 'react'; import { hydrateRoot } from 'react-dom/client'
    Object.assign(window, { React, hydrateRoot })`)
  return react
}

async function bundle(entry: string): Promise<string> {
  const { build } = await import('vite')
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'virtual:entry' ? `\0${id}` : null),
        load: (id) => (id === '\0virtual:entry' ? entry : null),
      },
    ],
    build: { write: false, target: 'es2022', rolldownOptions: { input: 'virtual:entry', output: { format: 'iife' } } },
  })
  const [first] = [result].flat()
  const [file] = first && 'output' in first ? first.output : []
  if (!file || !('code' in file)) throw new Error('nothing was bundled')
  return file.code
}

/**
 * What Prototype 1.7 left of the built-ins, told from its manual and its source: methods of its own on arrays, strings,
 * functions and elements, some under names that JavaScript has given another meaning since (`entries`, `from`, `find`,
 * `toJSON`).
 */
export function likePrototype(): void {
  const add = (target: object, methods: Record<string, unknown>) => Object.assign(target, methods)
  const toArray = function (this: Iterable<unknown>) {
    return [...this]
  }
  const arrayFrom = (given?: ArrayLike<unknown> & { toArray?(): unknown[] }) => {
    if (!given) return []
    if ('toArray' in Object(given)) return given.toArray?.()
    return Array.prototype.slice.call(given)
  }
  add(Array, { from: arrayFrom })
  add(window, { $A: arrayFrom })
  const Stop = {}
  const each = function (this: unknown[], act: (value: unknown, index: number) => void, context?: unknown) {
    try {
      for (let index = 0; index < this.length; index++) act.call(context, this[index], index)
    } catch (thrown) {
      if (thrown !== Stop) throw thrown
    }
    return this
  }
  add(Array.prototype, {
    entries: toArray,
    toArray,
    each,
    _each: each,
    forEach: each,
    find(this: unknown[], test: (value: unknown, index: number) => unknown, context?: unknown) {
      let found: unknown
      each.call(this, (value, index) => {
        if (!test.call(context, value, index)) return
        found = value
        throw Stop
      })
      return found
    },
    include(this: unknown[], value: unknown) {
      return this.indexOf(value) !== -1
    },
    clone: toArray,
    first(this: unknown[]) {
      return this[0]
    },
    last(this: unknown[]) {
      return this[this.length - 1]
    },
    clear(this: unknown[]) {
      this.length = 0
      return this
    },
    without(this: unknown[], ...values: unknown[]) {
      return this.filter((value) => !values.includes(value))
    },
    toJSON(this: unknown[]) {
      return `[${this.map((value) => JSON.stringify(value)).join(', ')}]`
    },
  })
  add(String.prototype, {
    toArray(this: string) {
      return this.split('')
    },
    strip(this: string) {
      return this.replace(/^\s+/, '').replace(/\s+$/, '')
    },
    startsWith(this: string, start: string) {
      return this.lastIndexOf(start, 0) === 0
    },
    endsWith(this: string, end: string) {
      const at = this.length - end.length
      return at >= 0 && this.indexOf(end, at) === at
    },
    include(this: string, part: string) {
      return this.indexOf(part) > -1
    },
    times(this: string, count: number) {
      return new Array(count + 1).join(this)
    },
    toJSON(this: string) {
      return `"${this}"`
    },
  })
  const { slice } = Array.prototype
  add(Function.prototype, {
    bind(this: (...args: unknown[]) => unknown, context: unknown, ...first: unknown[]) {
      const method = this
      return function () {
        // biome-ignore lint/complexity/noArguments: as the library did it
        return method.apply(context, first.concat(slice.call(arguments)))
      }
    },
    curry(this: (...args: unknown[]) => unknown, ...first: unknown[]) {
      const method = this
      return function (this: unknown, ...rest: unknown[]) {
        return method.apply(this, first.concat(rest))
      }
    },
    defer(this: () => void) {
      return setTimeout(this, 10)
    },
  })
  add(Element.prototype, {
    remove(this: Element) {
      this.parentNode?.removeChild(this)
      return this
    },
    replace(this: Element, content: string) {
      this.outerHTML = content
      return this
    },
    update(this: Element, content: string) {
      this.innerHTML = content
      return this
    },
    insert(this: Element, content: string) {
      this.innerHTML += content
      return this
    },
    select(this: Element, selector: string) {
      return [...this.querySelectorAll(selector)]
    },
    hide(this: HTMLElement) {
      this.style.display = 'none'
      return this
    },
  })
}

/** What MooTools 1.2 left: methods on everything, some of them on every object, and a `contains` that takes a separator. */
export function likeMooTools(): void {
  const add = (target: object, methods: Record<string, unknown>) => Object.assign(target, methods)
  add(Array.prototype, {
    contains(this: unknown[], value: unknown) {
      return this.indexOf(value) !== -1
    },
    include(this: unknown[], value: unknown) {
      if (this.indexOf(value) === -1) this.push(value)
      return this
    },
    flatten(this: unknown[]) {
      return this.flat(9)
    },
    associate(this: unknown[], keys: string[]) {
      return Object.fromEntries(keys.map((key, index) => [key, this[index]]))
    },
    erase(this: unknown[], value: unknown) {
      for (let index = this.length; index--; ) if (this[index] === value) this.splice(index, 1)
      return this
    },
  })
  add(String.prototype, {
    test(this: string, pattern: string) {
      return new RegExp(pattern).test(this)
    },
    contains(this: string, text: string, separator?: string) {
      return separator ? (separator + this + separator).includes(separator + text + separator) : this.includes(text)
    },
    trim(this: string) {
      return this.replace(/^\s+|\s+$/g, '')
    },
    clean(this: string) {
      return this.replace(/\s+/g, ' ').trim()
    },
  })
  add(Element.prototype, {
    getElements(this: Element, selector: string) {
      return this.querySelectorAll(selector)
    },
    dispose(this: Element) {
      return this.parentNode ? this.parentNode.removeChild(this) : this
    },
    grab(this: Element, child: Node) {
      this.appendChild(child)
      return this
    },
    getProperty(this: Element, name: string) {
      return this.getAttribute(name)
    },
  })
  add(Function.prototype, {
    extend(this: object, methods: object) {
      return Object.assign(this, methods)
    },
    attempt(this: () => unknown) {
      try {
        return this()
      } catch {
        return null
      }
    },
  })
  // Enumerable, on everything.
  add(Object.prototype, {
    each(this: Record<string, unknown>, act: (value: unknown, key: string) => void) {
      for (const key in this) if (Object.hasOwn(this, key)) act(this[key], key)
    },
    getLength(this: object) {
      return Object.keys(this).length
    },
  })
}
