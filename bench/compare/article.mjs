// The page that every tool is put into: an article, as long as articles are, with scripts that wait for consent.

const PURPOSES = ['analytics', 'personalization']

/** Every held script calls `__ran` with its number; the page without a tool defines it, too. */
const RECORDER = `<script>
window.__runs = []
window.__ran = (index) => { window.__runs.push(index); window.__ranAtMs = performance.now() }
</script>`

const STYLES = `<style>
:root { color-scheme: light }
body { margin: 0; font: 1rem/1.6 Arial, Helvetica, sans-serif; color: #222; background: #fff }
header, main, footer { max-width: 47rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 2rem; line-height: 1.2 }
.summary { font-size: 1.375rem; color: #444 }
aside { border: 1px solid #ddd; border-radius: 8px; padding: 0 1rem }
</style>`

const SUMMARY = `The lighthouse of the northern cape has been without a keeper for thirty years. This winter three
families moved in, and with them a school, a bakery and a small library that nobody had asked for and that everybody on
the coast now wants to visit, in spite of the road, the wind and the two hours without a signal.`

const PARAGRAPH = `The first winter was the hardest. Water froze in the pipes, the generator stopped twice a week, and the
only neighbours were birds. Still nobody left: by spring there was bread every morning, and the children knew more of
tides, lamps and knots than any of their teachers.`

/** So many scripts, for the two optional purposes in turn. */
export function heldScripts(count) {
  return Array.from({ length: count }, (_, index) => ({
    index,
    purpose: PURPOSES[index % PURPOSES.length],
    code: `__ran(${index})`,
  }))
}

/** The article with a tool in it, and `count` scripts that are held. `base` is where the tool's files lie. */
export function articleWith({ held, parts }, base, count) {
  const scripts = heldScripts(count)
  const { head = '', end = '' } = parts?.({ base, scripts }) ?? {}
  const paragraphs = Array.from(
    { length: 12 },
    (_, index) =>
      `<p>${index + 1}. ${PARAGRAPH}</p>${index % 4 ? '' : '<aside><p>Tides, weather, how to get there</p></aside>'}`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A winter at the cape</title><link rel="icon" href="data:,">
${STYLES}
${RECORDER}
${head}
</head><body>
<header><a href="#">News</a> <a href="#">Coast</a> <a href="#">About</a></header>
<main><h1>A winter at the cape</h1><p class="summary">${SUMMARY}</p>
${paragraphs.join('\n')}
</main><footer><p>Northern Light</p></footer>
${held ? scripts.map(held).join('\n') : ''}
${end}
</body></html>`
}
