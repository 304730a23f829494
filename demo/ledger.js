// The quiet panel on top of each page: what is stored on this device, and what arrived at the server. It only looks.

const EVERY_MS = 1000
const language = document.documentElement.lang
const words = {
  ko: {
    cookie: '쿠키',
    local: '저장소',
    session: '탭 저장소',
    unknown: '설정에 없는 이름',
    nothing: '아직 아무것도 없어요.',
  },
  en: {
    cookie: 'cookie',
    local: 'storage',
    session: 'tab storage',
    unknown: 'Not in the configuration',
    nothing: 'Nothing yet.',
  },
}[language]
const part = (name) => document.querySelector(`[data-demo="${name}"]`)
const inLanguage = (text) => text?.[language] ?? text

/** Every declared name as a pattern, with the group it is shown in. */
const rules = declaredNames(JSON.parse(document.querySelector('script[data-dongui="config"]').textContent))

function declaredNames({ categories }) {
  return categories.flatMap(({ title, services = [] }) =>
    services.flatMap(({ name, cookies = [], storage = [] }) =>
      [
        ...cookies.map((each) => ({ kind: 'cookie', ...each })),
        ...storage.map((each) => ({ kind: 'local', ...each })),
      ].map((each) => ({
        kind: each.kind,
        pattern: new RegExp(`^${each.name.split('*').map(escapeText).join('.*')}$`),
        group: `${inLanguage(title)} · ${inLanguage(name)}`,
      })),
    ),
  )
}

function escapeText(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Names on this device as `[kind, name]`; values are not looked at. */
function storedNames() {
  const cookies = document.cookie ? document.cookie.split('; ').map((pair) => pair.split('=', 1)[0]) : []
  return [
    ...cookies.map((name) => ['cookie', name]),
    ...keysOf('localStorage').map((name) => ['local', name]),
    ...keysOf('sessionStorage').map((name) => ['session', name]),
  ]
}

function keysOf(area) {
  try {
    return Array.from({ length: window[area].length }, (_, index) => window[area].key(index)).sort()
  } catch {
    return [] // blocked by the browser: nothing can be stored there
  }
}

function element(name, ...children) {
  const made = document.createElement(name)
  made.append(...children)
  return made
}

let shownStored = ''
function showStored() {
  const names = storedNames()
  if (String(names) === shownStored) return
  shownStored = String(names)
  const groups = new Map(rules.map(({ group }) => [group, []]))
  for (const [kind, name] of names) {
    const group = rules.find((rule) => rule.kind === kind && rule.pattern.test(name))?.group ?? words.unknown
    groups.set(group, [
      ...(groups.get(group) ?? []),
      element('span', element('code', name), element('small', words[kind])),
    ])
  }
  const rows = [...groups].flatMap(([group, made]) =>
    made.length ? [element('dt', group), element('dd', ...made)] : [],
  )
  part('stored').replaceChildren(rows.length ? element('dl', ...rows) : words.nothing)
  part('stored-count').textContent = names.length
}

let shownArrived = ''
async function showArrived() {
  const answer = await fetch('/collect/stats').catch(() => null) // the server was stopped: what is shown stays
  if (!answer?.ok) return
  const { count, names } = await answer.json()
  if (String(names) === shownArrived) return
  shownArrived = String(names)
  const times = new Map()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  const rows = [...times].map(([name, number]) => element('li', element('code', name), element('small', `× ${number}`)))
  const none = element('li', words.nothing)
  none.className = 'none'
  part('arrived-names').replaceChildren(...(rows.length ? rows : [none]))
  part('arrived').textContent = count
}

const look = () => {
  if (document.hidden) return
  showStored()
  void showArrived()
}
for (const name of ['ready', 'change', 'erased']) document.addEventListener(`dongui:${name}`, showStored)
document.addEventListener('visibilitychange', look)
setInterval(look, EVERY_MS)
look()
