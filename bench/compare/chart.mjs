// The few numbers that matter most, as bars: an SVG without fonts or scripts of its own, for light and dark pages.

const PANELS = [
  { title: 'First visit, kB', of: ({ bytes }) => bytes.first && (bytes.first.inFiles + bytes.first.inPage) / 1000 },
  { title: 'First visit, thread, ms', of: ({ first }) => first.threadMs?.median },
  { title: 'Readable, slow 4G, s', of: ({ slow4G }) => slow4G.readableMs?.median / 1000 },
  { title: 'Press, 3,000 held, ms', of: ({ presses }) => presses?.[3000]?.eventMs?.median },
]
const NAMES = {
  preact: 'bare Preact banner',
  'dongui-preload': 'dongui, preload',
  'dongui-inline': 'dongui, inline',
  'dongui-defer': 'dongui, deferred',
}
const [ROW, LEFT, WIDTH, GAP, TOP, BAR] = [22, 172, 156, 24, 46, 12]

export function chartOf(results) {
  const those = results.filter(({ presses }) => presses)
  const height = TOP + ROW * those.length + 10
  const width = LEFT + PANELS.length * (WIDTH + GAP)
  const text = (x, y, words, more = '') => `<text x="${x}" y="${y}"${more}>${words}</text>`
  const names = those.map(({ id, isOurs }, row) =>
    text(LEFT - 10, TOP + ROW * row + 11, NAMES[id] ?? id, ` text-anchor="end"${isOurs ? ' class="own"' : ''}`),
  )
  const panels = PANELS.map(({ title, of }, column) => {
    const left = LEFT + column * (WIDTH + GAP)
    const values = those.map((result) => of(result))
    const most = Math.max(...values.filter(Number.isFinite))
    const bars = those.flatMap(({ isOurs }, row) => {
      const value = values[row]
      if (!Number.isFinite(value)) return []
      const [y, long] = [TOP + ROW * row, Math.max(1, (value / most) * (WIDTH - 44))]
      const label = value >= 100 ? value.toFixed(0) : value.toFixed(1)
      return [
        `<rect x="${left}" y="${y}" width="${long.toFixed(1)}" height="${BAR}" rx="2"${isOurs ? ' class="own"' : ''}/>`,
        text((left + long + 5).toFixed(1), y + 10.5, label, ' class="value"'),
      ]
    })
    return [text(left, 24, title, ' class="title"'), ...bars].join('\n')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Dongui and other tools side by side; shorter is better">
<style>
text { font: 12px system-ui, sans-serif; fill: #4a5362 }
.title { font-weight: 600; fill: #1b2230 }
.value { font-size: 11px }
rect { fill: #aab4c3 }
rect.own { fill: #27405f }
text.own { font-weight: 600; fill: #1b2230 }
@media (prefers-color-scheme: dark) {
  text { fill: #a9b3c2 }
  .title, text.own { fill: #eceef2 }
  rect { fill: #566173 }
  rect.own { fill: #c9d8ec }
}
</style>
${[...names, ...panels].join('\n')}
</svg>
`
}
