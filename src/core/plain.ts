// Objects that have what is written in them and nothing else.

/**
 * A reviver for `JSON.parse`: every object is without a prototype, so that no key of `Object.prototype` (which a page or
 * a library may have added to) is ever read as part of a configuration, and `__proto__` is a key like any other.
 */
export function plain(_key: string, value: unknown): unknown {
  return value && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value
}

/** The same of a value that is here already: own, enumerable values only. Never throws, also for what refers to itself. */
export function plainCopy(input: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(input), plain)
  } catch {
    return undefined // not something a configuration can be
  }
}
