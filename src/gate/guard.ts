// Standing before the browser's own functions: one way for all of them.

import { defineProperty, descriptorOf, listen } from './natives'

/** What is done instead of a call, or nothing: then the call goes on, with its arguments as they are by now. */
export type Instead<Self> = (
  self: Self,
  args: unknown[],
  native: (...args: unknown[]) => unknown,
) => (() => unknown) | undefined

/**
 * Puts `instead` before a method, a constructor (`value`) or an accessor (`get`, `set`) of `owner`, until `life` ends. A
 * `Proxy` of the native function keeps its name, length, `toString`, and its exceptions for a wrong `this`. Calls that
 * the browser refuses anyway, with too few arguments, go on to its own exception.
 */
export function guard<Self>(
  life: AbortSignal | undefined,
  owner: object | undefined,
  key: string,
  instead: Instead<Self>,
  part: 'value' | 'set' | 'get' = 'value',
): void {
  const descriptor = descriptorOf(owner ?? {}, key)
  const native = descriptor?.[part]
  if (!owner || !native) return
  const { apply, construct } = Reflect
  const guarded = new Proxy(native, {
    apply(target, self, args) {
      const other = args.length < native.length ? undefined : instead(self, args, (...own) => apply(target, self, own))
      return other ? other() : apply(target, self, args)
    },
    construct(target, args, type) {
      instead(globalThis as Self, args, target)
      return construct(target, args, type)
    },
  })
  defineProperty(owner, key, { ...descriptor, [part]: guarded })
  if (life)
    listen(life, 'abort', () => {
      if (descriptorOf(owner, key)?.[part] === guarded) defineProperty(owner, key, descriptor)
    })
}
