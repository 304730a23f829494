// Somebody points at a way to the settings, or comes to it by keyboard: what the settings need is fetched before it is pressed.

import type { UiContext } from './context'

export const expectSettings = (context: UiContext) => () => {
  for (const part of ['dialog', 'settings', `more/${context.language}`] as const)
    void context.load(part).catch(() => null) // Told of when they are opened.
}
