// How the notice looks where an owner says so: where it stands, and colours that everybody can read.

import { BLACK, contrast, formatColour, mix, parseColour, type Rgb, WHITE } from './colour'
import type { NoticeConfig, NoticeLayout, NoticePosition, Shade, Theme } from './config'

/** Where each layout may stand; first where it stands if nobody says. */
export const POSITIONS: Readonly<Record<NoticeLayout, readonly NoticePosition[]>> = {
  card: ['bottom-start', 'bottom', 'bottom-end', 'top-start', 'top', 'top-end'],
  bar: ['bottom', 'top'],
  dialog: ['center', 'top', 'bottom'],
}

export const LAYOUTS = ['card', 'bar', 'dialog'] as const

/** What may be put between lines and around them. */
export const DENSITIES = ['regular', 'compact', 'roomy'] as const
/** Which of two sets of colours: by the page's text, by the system, or always one. */
export const SCHEMES = ['page', 'system', 'light', 'dark'] as const

/** Names of font families and nothing that could be more than that. */
export const FONT = /^[\p{L}\p{N}\s"',._-]+$/u

/** A layout and a position that go together, whatever was written. */
export function placeOf({ layout, position }: NoticeConfig): { layout: NoticeLayout; position: NoticePosition } {
  const known = LAYOUTS.find((each) => each === layout) ?? 'card'
  const [usual = 'bottom', ...others] = POSITIONS[known]
  return { layout: known, position: others.find((each) => each === position) ?? usual }
}

/** The colours that are the owner's to choose, on light and on dark pages, as notice.css has them. */
export const COLOURS = {
  light: { paper: '#fff', ink: '#1b2230', accent: '#27405f' },
  dark: { paper: '#1e2229', ink: '#eceef2', accent: '#c9d8ec' },
} as const

type Token = keyof (typeof COLOURS)['light']
export type Scheme = keyof typeof COLOURS

/** What is drawn, each as `#rrggbb`; and what it had to be made of for somebody to read it. */
export interface Palette {
  colours: Record<Token | 'on-accent', string>
  /** Colours that are not shown as they were asked for. */
  changes: { token: Token; wanted: string; shown: string }[]
}

/** WCAG 2.2 §1.4.3: text on its ground; and §1.4.11: the edge of a control. */
const TEXT = 4.5
const EDGE = 3
/** How finely a colour is moved towards black or white. */
const STEPS = 64

/**
 * The colours of a theme on light or dark pages. Each is as the owner wants it where that can be read: the accent on the
 * paper and the paper's black or white on the accent, the ink on everything that lies under it, also where it is softened.
 * Otherwise it is moved towards black or white until it can: first what is written, then what it is written on.
 */
export function paletteOf(theme: Theme, scheme: Scheme): Palette {
  const ours = COLOURS[scheme]
  const wanted = (token: Token) => parseColour(shadeOf(theme[token], scheme)) ?? parseColour(ours[token]) ?? BLACK
  const paper = wanted('paper')
  const extreme = contrast(paper, BLACK) > contrast(paper, WHITE) ? WHITE : BLACK
  const far = extreme === WHITE ? BLACK : WHITE

  for (let step = 0; ; step++) {
    const ground = mix(extreme, step / STEPS, paper)
    const accent = moved(wanted('accent'), far, (each) => contrast(each, ground) >= TEXT)
    const ink = accent && moved(wanted('ink'), far, (each) => isReadable(each, ground, accent))
    if (!accent || !ink) continue // White and black at the latest can be read on each other.
    const found = { paper: ground, ink, accent }
    const colours = {
      paper: formatColour(ground),
      ink: formatColour(ink),
      accent: formatColour(accent),
      'on-accent': formatColour(extreme),
    }
    return {
      colours,
      changes: (['paper', 'ink', 'accent'] as const)
        .filter((token) => parseColour(asked(theme[token], scheme)) && `${found[token]}` !== `${wanted(token)}`)
        .map((token) => ({ token, wanted: formatColour(wanted(token)), shown: colours[token] })),
    }
  }
}

/** Every colour of a theme that is not shown as it was asked for, in words for its owner. */
export function adviceOn(theme: Theme): { path: string; message: string }[] {
  return (['light', 'dark'] as const).flatMap((scheme) =>
    paletteOf(theme, scheme).changes.map(({ token, wanted, shown }) => ({
      path: `notice.theme.${token}${typeof theme[token] === 'object' ? `.${scheme}` : ''}`,
      message: `${wanted} cannot be read by everybody (4.5:1, WCAG 2.2) and is shown as ${shown}; write that`,
    })),
  )
}

/** What softens ink, and what lies under it, in notice.css and panel.css. */
function isReadable(ink: Rgb, paper: Rgb, accent: Rgb): boolean {
  const soft = mix(ink, 0.78, paper)
  const grounds = [paper, mix(ink, 0.06, paper), mix(accent, 0.18, paper)]
  return (
    grounds.every((ground) => contrast(ink, ground) >= TEXT && contrast(soft, ground) >= TEXT) &&
    contrast(mix(ink, 0.55, paper), paper) >= EDGE
  )
}

/** The first colour on the way from one to another that will do; `null` if none does. */
function moved(from: Rgb, to: Rgb, isGood: (colour: Rgb) => boolean): Rgb | null {
  for (let step = 0; step <= STEPS; step++) {
    const colour = mix(to, step / STEPS, from)
    if (isGood(colour)) return colour
  }
  return null
}

/** A single colour is for both. */
const shadeOf = (shade: Shade | undefined, scheme: Scheme) => (typeof shade === 'object' ? shade?.[scheme] : shade)
/** A single colour is asked for on light pages; on dark ones it is what comes nearest. */
const asked = (shade: Shade | undefined, scheme: Scheme) =>
  typeof shade === 'object' || scheme === 'light' ? shadeOf(shade, scheme) : undefined
