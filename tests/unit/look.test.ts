import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { checkConfig, checkLook, reportFaults } from '../../src/core/check'
import { contrast, formatColour, mix, parseColour, type Rgb } from '../../src/core/colour'
import type { Config, NoticeConfig, Theme } from '../../src/core/config'
import { adviceOn, COLOURS, FONT, POSITIONS, paletteOf, placeOf, type Scheme } from '../../src/core/look'

const smallest = { service: { name: 'Example Mail' }, policy: { url: '/privacy', version: '2026-11-01' } }
const faultsOf = (notice: unknown) =>
  checkConfig({ ...smallest, notice }).map(({ path, message }) => `${path} ${message}`)
const read = (text: string): Rgb => parseColour(text) ?? [0, 0, 0]

test.each([
  ['#000', [0, 0, 0]],
  ['#27405f', [39, 64, 95]],
  ['#FFD400', [255, 212, 0]],
])('%s is a colour', (text, colour) => {
  expect(parseColour(text)).toEqual(colour)
})

test.each([['red'], ['#12'], ['#12345'], ['#1234567'], ['rgb(0 0 0)'], [''], [null], [7], [Object.create(null)]])(
  '%j is none',
  (text) => {
    expect(parseColour(text)).toBeNull()
  },
)

test('contrast is as WCAG has it: 21 at most, 1 of a colour with itself, 4.54 of #767676 on white', () => {
  expect(contrast(read('#000'), read('#fff'))).toBeCloseTo(21)
  expect(contrast(read('#1b2230'), read('#1b2230'))).toBe(1)
  expect(contrast(read('#fff'), read('#767676'))).toBeCloseTo(4.54, 2)
})

test('our own colours are those of the style sheet, can be read, and stay as they are', () => {
  const css = readFileSync(new URL('../../src/ui/notice.css', import.meta.url), 'utf8')
  const [light = '', dark = ''] = css.split(':host(.dark)')
  for (const [scheme, text] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    for (const [token, colour] of Object.entries(COLOURS[scheme]))
      expect(text).toContain(`--dongui-${token}: ${colour};`)
    const { colours, changes } = paletteOf({}, scheme)
    expect(changes).toEqual([])
    expect(read(colours.accent)).toEqual(read(COLOURS[scheme].accent))
  }
})

const colour = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map(([red, green, blue]) => formatColour([red, green, blue]))
const shade = fc.oneof(colour, fc.record({ light: colour, dark: colour }, { requiredKeys: [] }))
const theme = fc.record({ accent: shade, paper: shade, ink: shade }, { requiredKeys: [] })

test('whatever colours an owner wants, everything that is written can be read at 4.5:1 on what it is written on', () => {
  fc.assert(
    fc.property(theme, fc.constantFrom<Scheme>('light', 'dark'), (wanted, scheme) => {
      const { colours } = paletteOf(wanted, scheme)
      const [paper, ink, accent, onAccent] = [colours.paper, colours.ink, colours.accent, colours['on-accent']].map(
        read,
      )
      if (!paper || !ink || !accent || !onAccent) throw new Error('a colour is missing')
      // As notice.css and panel.css mix them: softened text, the ground of a service and of a guide's last step.
      const soft = mix(ink, 0.78, paper)
      const written: [Rgb, Rgb][] = [
        [ink, paper],
        [soft, paper],
        [soft, mix(ink, 0.06, paper)],
        [ink, mix(accent, 0.18, paper)],
        [onAccent, accent],
        [accent, paper],
      ]
      expect(Math.min(...written.map(([text, ground]) => contrast(text, ground)))).toBeGreaterThanOrEqual(4.5)
      // Edges of controls: WCAG 2.2 §1.4.11.
      expect(contrast(mix(ink, 0.55, paper), paper)).toBeGreaterThanOrEqual(3)
    }),
    { numRuns: 1000 },
  )
})

test('a colour that can be read is left alone; one that cannot is told of, with what to write instead', () => {
  expect(adviceOn({ accent: '#0f6b5c', paper: { light: '#fffefb' } })).toEqual([])
  const [advice, ...others] = adviceOn({ accent: '#ffd400' })
  expect(others).toEqual([])
  expect(advice?.path).toBe('notice.theme.accent')
  const [, shown = ''] = /#ffd400 cannot .* shown as (#\w{6}); write that/.exec(advice?.message ?? '') ?? []
  expect(contrast(read(shown), read('#fff'))).toBeGreaterThanOrEqual(4.5)
  expect(adviceOn({ accent: shown })).toEqual([])
  expect(checkLook({ ...smallest, notice: { theme: { accent: '#ffd400' } } })).toEqual([advice])
})

test('`data-check` tells of it among the mistakes', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => told.mockRestore())
  await reportFaults({ ...smallest, notice: { theme: { accent: '#ffd400' } } }, () =>
    Promise.reject(new Error('not needed')),
  )
  expect(told.mock.calls.join()).toContain('notice.theme.accent  #ffd400 cannot be read by everybody')
})

test('what is advised is shown as it is written', () => {
  fc.assert(
    fc.property(theme, (wanted) => {
      const written: Theme = {}
      for (const scheme of ['light', 'dark'] as const) {
        const { paper, ink, accent } = paletteOf(wanted, scheme).colours
        for (const [token, value] of Object.entries({ paper, ink, accent }))
          Object.assign(written, { [token]: { ...Object(written[token as 'ink']), [scheme]: value } })
      }
      expect(adviceOn(written)).toEqual([])
    }),
  )
})

test('an accent for both is changed for dark pages without a word, and one for dark pages alone is told of', () => {
  expect(adviceOn({ accent: '#27405f' })).toEqual([])
  expect(paletteOf({ accent: '#27405f' }, 'dark').colours.accent).not.toBe('#27405f')
  expect(adviceOn({ accent: { dark: '#27405f' } }).map(({ path }) => path)).toEqual(['notice.theme.accent.dark'])
})

test('every layout stands somewhere, also when what was written goes with no layout or with another', () => {
  for (const layout of ['card', 'bar', 'dialog'] as const)
    for (const position of POSITIONS[layout]) expect(placeOf({ layout, position })).toEqual({ layout, position })
  expect(placeOf({})).toEqual({ layout: 'card', position: 'bottom-start' })
  expect(placeOf({ layout: 'bar', position: 'bottom-end' })).toEqual({ layout: 'bar', position: 'bottom' })
  expect(placeOf({ layout: 'toString', position: 3 } as unknown as NoticeConfig).layout).toBe('card')
})

test('a notice that is right has no faults', () => {
  const notice: Config['notice'] = {
    layout: 'bar',
    position: 'top',
    reopen: 'button',
    theme: {
      accent: { light: '#0b57d0', dark: '#a8c7fa' },
      paper: '#fff',
      radius: 0,
      font: '"Noto Sans KR", Pretendard, sans-serif',
      density: 'roomy',
      scheme: 'system',
    },
  }
  expect(faultsOf(notice)).toEqual([])
})

test('every mistake in a notice is told, with what to write', () => {
  expect(
    faultsOf({
      layout: 'banner',
      position: 'left',
      reopen: true,
      theme: {
        accent: 'red',
        paper: { lihgt: '#fff' },
        radius: '1em',
        font: 'a;b{}',
        density: 2,
        scheme: 'auto',
        colour: 1,
      },
    }),
  ).toMatchInlineSnapshot(`
    [
      "notice.layout expected "card" or "bar" or "dialog", got "banner"",
      "notice.position expected "bottom-start" or "bottom" or "bottom-end" or "top-start" or "top" or "top-end" or "center", got "left"",
      "notice.reopen expected "button" or "link", got true",
      "notice.theme.accent expected a colour such as "#27405f", got "red"",
      "notice.theme.paper.lihgt is not a key here; there are light, dark",
      "notice.theme.radius expected pixels, 0 to 32, got "1em"",
      "notice.theme.font expected names of font families such as "Noto Sans KR, sans-serif", got "a;b{}"",
      "notice.theme.density expected "regular" or "compact" or "roomy", got 2",
      "notice.theme.scheme expected "page" or "system" or "light" or "dark", got "auto"",
      "notice.theme.colour is not a key here; there are accent, paper, ink, radius, font, density, scheme",
    ]
  `)
  expect(faultsOf({ layout: 'bar', position: 'bottom-end' })).toMatchInlineSnapshot(`
    [
      "notice.position expected "bottom" or "top", got "bottom-end": the layout is "bar"",
    ]
  `)
  expect(faultsOf({ position: 'center' })).toMatchInlineSnapshot(`
    [
      "notice.position expected "bottom-start" or "bottom" or "bottom-end" or "top-start" or "top" or "top-end", got "center": the layout is "card"",
    ]
  `)
  expect(faultsOf(null)).toMatchInlineSnapshot(`
    [
      "notice expected an object { … }, got null",
    ]
  `)
})

test('a font is names and nothing else', () => {
  for (const right of ['system-ui, sans-serif', '"Noto Sans KR"', '나눔고딕, serif', 'IBM-Plex_2'])
    expect(right).toMatch(FONT)
  for (const wrong of ['', 'a;b', 'url(x)', 'a}b', 'var(--x)', '</style>', 'a/*']) expect(wrong).not.toMatch(FONT)
})
