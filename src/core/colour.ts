// Colours as numbers: read, mixed, compared. What makes one readable is WCAG 2.2 §1.4.3.

/** Red, green and blue, each a whole number from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number]

export const BLACK: Rgb = [0, 0, 0]
export const WHITE: Rgb = [255, 255, 255]

/** Reads `#rgb` or `#rrggbb`; `null` for anything else. */
export function parseColour(text: unknown): Rgb | null {
  const [, short, long] = (typeof text === 'string' && /^#(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(text)) || []
  const [red, green, blue] =
    (short?.replace(/./g, '$&$&') ?? long)?.match(/../g)?.map((each) => parseInt(each, 16)) ?? []
  return blue === undefined ? null : [red ?? 0, green ?? 0, blue]
}

/** `#rrggbb`. */
export function formatColour(colour: Rgb): string {
  return `#${colour.map((each) => each.toString(16).padStart(2, '0')).join('')}`
}

/** `share` of one colour, from 0 to 1, and the rest of another; as `color-mix(in srgb, …)` does, in whole numbers. */
export function mix([red, green, blue]: Rgb, share: number, rest: Rgb): Rgb {
  const channel = (one: number, other: number) => Math.round(one * share + other * (1 - share))
  return [channel(red, rest[0]), channel(green, rest[1]), channel(blue, rest[2])]
}

/** From 1 (the same) to 21 (black and white): WCAG 2.2, "contrast ratio". */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** From 0 (black) to 1 (white): WCAG 2.2, "relative luminance". */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((each) => {
    const part = each / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
