// Standing before the browser's own functions: one way for all of them.

import { apply, construct, defineProperty, descriptorOf, functionText, listen } from './natives'

/** What is done instead of a call, or nothing: then the call goes on, with its arguments as they are by now. */
export type Instead<Self> = (
  self: Self,
  args: unknown[],
  native: (...args: unknown[]) => unknown,
) => (() => unknown) | undefined

/** Puts `instead` before a method or a constructor (`value`), or an accessor (`get`, `set`), of `owner`, if it has one. */
export type Guard = <Self>(
  owner: object | undefined,
  key: string,
  instead: Instead<Self>,
  part?: 'value' | 'set' | 'get',
) => void

/**
 * Gives what guards the functions of one window until `life` ends. A `Proxy` of the native function keeps its name,
 * length, and its exceptions for a wrong `this`. Calls that the browser refuses anyway, with too few arguments, go on to
 * its own exception. A `Proxy` prints itself without a name, and some vendors take their functions from elsewhere if
 * they look so: it is made to print what stands behind it.
 *
 * @param behind what stands behind each guard, of all windows
 */
export function createGuard(realm: typeof globalThis, behind: WeakMap<object, object>, life?: AbortSignal): Guard {
  const guard: Guard = (owner, key, instead, part = 'value') => {
    const descriptor = descriptorOf(owner ?? {}, key)
    const native = descriptor?.[part]
    if (!owner || !native) return
    const guarded = new Proxy(native, {
      apply(target, self, args) {
        const other =
          args.length < native.length ? undefined : instead(self, args, (...own) => apply(target, self, own))
        return other ? other() : apply(target, self, args)
      },
      construct(target, args, type) {
        instead(globalThis as never, args, target)
        return construct(target, args, type)
      },
    })
    behind.set(guarded, native)
    const put = (value: unknown) => {
      descriptor[part] = value
      defineProperty(owner, key, descriptor)
      // What a constructor made names it.
      if (native.prototype) native.prototype.constructor = value
    }
    put(guarded)
    if (life)
      listen(life, 'abort', () => {
        if (descriptorOf(owner, key)?.[part] === guarded) put(native)
      })
  }
  guard(realm.Function.prototype, 'toString', (self: object) => {
    const native = behind.get(self)
    return native && (() => functionText(native))
  })
  return guard
}
