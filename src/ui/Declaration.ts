// The policy's section on cookies, drawn from the configuration wherever a page has `<div data-dongui="declaration">`: in
// the page itself and not in a shadow tree, so that its headings, tables and buttons look as the page's own. What the owner
// put inside, for visitors without scripts, comes back when everything is taken back.

import { linkTo } from '../core/address'
import {
  type Decision,
  type NeverCollected,
  type SiteCategory,
  type SiteService,
  STORED_KINDS,
  type Text,
} from '../core/config'
import { choicesOf, decisionOn } from '../core/decision'
import { textIn } from '../core/text'
import type { DeclarationWords } from '../locales/messages'
import type { UiContext } from './context'
import css from './declaration.css?inline'
import { document, page } from './document'
import { make } from './element'
import { followLanguage } from './follow'
import { withOwnRecord } from './ownRecord'
import { browserName } from './page'
import { allWordsFor, fill, howLongIs, isOthers, siteName, storedBy, whoseIs } from './words'

const PLACE = '[data-dongui=declaration]'

/** Starts at once, and draws where such an element comes later, too; ends with `context.life`. */
export function start(context: UiContext, words: DeclarationWords): void {
  const { consent, life } = context
  context.inPage ??= new Set()
  if (life.aborted || context.inPage.has('declaration')) return
  context.inPage.add('declaration')
  /** What the owner had inside, how the state is said anew, and how everything is. */
  const drawn = new Map<Element, { before: Node[]; say: () => void; draw: () => void }>()
  /** The same in the language that it is drawn in, and its words. */
  let its = context
  let more = words

  const drawAll = () => {
    for (const place of drawn.keys()) if (!place.isConnected) drawn.delete(place)
    for (const place of document.querySelectorAll(PLACE)) {
      if (drawn.has(place)) continue
      // A page that keeps a copy of itself kept ours in it.
      for (const copy of place.querySelectorAll('.dongui-declaration')) copy.remove()
      const before = [...place.childNodes]
      const level = levelAt(place)
      const buttons = new Map<string, HTMLElement>()
      const draw = () => {
        const { activeElement } = document
        const { element, say } = createDeclaration(its, more, level, buttons)
        drawn.set(place, { before, say, draw })
        place.replaceChildren(element)
        say()
        if (activeElement !== document.activeElement && place.contains(activeElement))
          (activeElement as HTMLElement).focus({ preventScroll: true })
      }
      draw()
    }
  }
  const undress = dressPage()
  const watch = new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => addedNodes.length)) drawAll()
  })
  watch.observe(page, { childList: true, subtree: true })
  const stopListening = consent.on('change', () => {
    for (const { say } of drawn.values()) say()
  })
  followLanguage<DeclarationWords>('declaration', context, (next, said) => {
    its = next
    more = said
    for (const { draw } of drawn.values()) draw()
  })
  life.addEventListener('abort', () => {
    watch.disconnect()
    stopListening()
    undress()
    for (const [place, { before }] of drawn) place.replaceChildren(...before)
  })
  drawAll()
}

/**
 * @param level of its headings, 2 to 6
 * @param buttons by what they do: in another language they are the same, for the focus may be there or come back
 */
function createDeclaration(
  context: UiContext,
  more: DeclarationWords,
  level: number,
  buttons: Map<string, HTMLElement>,
) {
  const { consent, site, language, words } = context
  const { policy } = more
  const service = siteName(site, language)
  const heading = (text: string, under = 0) => make(`h${Math.min(6, level + under)}`, {}, text)
  const names: Partial<Record<string, string>> = words.notice.browsers ?? {}
  const name = browserName()
  const browser = (names[name] ?? name) || words.notice.thisBrowser
  // The gate hears what has such an attribute, so nothing has to listen here.
  const button = (wish: string, text: string, attributes: Record<string, string> = {}) => {
    const its = buttons.get(wish) ?? make('button', { type: 'button', 'data-dongui': wish, ...attributes })
    its.textContent = text
    buttons.set(wish, its)
    return its
  }

  const choices = choicesOf(site).map((choice) => ({
    choice,
    control: button(choice, words.notice[choice], { 'aria-pressed': 'false' }),
  }))
  const status = make('p', { role: 'status' })
  const categories = withOwnRecord(site, more.settings.ownRecord)
  const element = make(
    'div',
    { class: 'dongui-declaration', lang: language, dir: words.notice.direction },
    make('p', {}, fill(policy.what, { service })),
    heading(policy.choice),
    make('p', {}, policy.lead),
    make(
      'ul',
      { class: 'dongui-choices', role: 'list' },
      ...choices.map(({ choice, control }) => make('li', {}, control, make('span', {}, policy.means[choice]))),
    ),
    status,
    make('p', { class: 'dongui-more' }, button('preferences', policy.settings), button('record', policy.record)),
    heading(policy.stored),
    ...categories.flatMap((category) => categoryOf(category, context, more, heading)),
    ...behaviourOf(categories, context, more, heading),
    heading(policy.browser),
    make('p', {}, policy.refusing),
    make('p', { class: 'dongui-more' }, button('refusal', fill(words.notice.guide, { browser }))),
    ...contactOf(context, more, heading),
  )

  /** What holds for everything optional, if it is one and the same. */
  const now = (): Decision | 'none' | 'mixed' => {
    if (!consent.record) return 'none'
    const optional = site.categories.filter(({ required }) => !required)
    const ids = optional.flatMap(({ id, services }) => [id, ...services.map((each) => each.id)])
    const all = new Set(ids.map((id) => decisionOn(site, consent.record, id)))
    return all.size === 1 ? ([...all][0] ?? 'mixed') : 'mixed'
  }
  const say = () => {
    const state = now()
    for (const { choice, control } of choices) control.setAttribute('aria-pressed', `${choice === state}`)
    status.textContent =
      state === 'none'
        ? [policy.none, site.mode !== 'opt-out' && policy.until].filter(Boolean).join(' ')
        : state === 'mixed'
          ? policy.mixed
          : fill(policy.now, { choice: words.notice[state] })
  }
  return { element, say }
}

type Heading = (text: string, under?: number) => HTMLElement

/** A purpose, what refusing it changes, and what each of its services stores. */
function categoryOf(
  category: SiteCategory,
  { site, language, words }: UiContext,
  more: DeclarationWords,
  heading: Heading,
): HTMLElement[] {
  const { title, why, withoutIt } = allWordsFor(category, words, more, language)
  const { name, why: reason, howLong, kind } = more.settings
  const tables = category.services.map((service) => {
    const stored = storedBy(service)
    const caption = captionOf(service, { site, language, words }, more)
    if (!stored.length) return make('p', {}, ...caption, ` – ${more.policy.nothing}`)
    return table(
      caption,
      [name, reason, howLong, kind],
      stored.map((each) => [
        make('code', {}, each.name),
        textIn(each.why, language) ?? more.policy.unsaid,
        howLongIs(each, more, language),
        more.common.kinds[each.kind],
      ]),
    )
  })
  return [
    heading(upper(title), 1),
    make('p', { dir: 'auto' }, why),
    ...(withoutIt && !category.required ? [make('p', {}, fill(more.settings.without, { list: withoutIt }))] : []),
    ...tables,
  ]
}

/** Who stores it: its name, its provider and where the data goes. */
function captionOf(
  service: SiteService,
  { site, language }: Pick<UiContext, 'site' | 'language' | 'words'>,
  more: DeclarationWords,
): (HTMLElement | string)[] {
  const href = linkTo(service.policyUrl, location.href)
  const who = whoseIs(service, site, more, language)
  return [
    make('strong', {}, textIn(service.name, language) ?? ''),
    who && ` · ${who}`,
    ...(href ? [' · ', outside(href, more.settings.providerPolicy, more)] : []),
  ]
}

/**
 * What is collected of what visitors do, in the words and tables that Korean policies have for it: by the site itself, to
 * whom it is passed on, and by the tools of other companies. What the owner says nothing of is not drawn.
 */
function behaviourOf(
  categories: readonly SiteCategory[],
  { site, language, words }: UiContext,
  more: DeclarationWords,
  heading: Heading,
): HTMLElement[] {
  const { policy, common, record } = more
  const { collection, provision } = policy
  const said = (text: Text | undefined) => textIn(text, language) ?? policy.unsaid
  /** A heading, a table that is named by it, and facts. */
  const section = (title: string, heads: string[], rows: string[][], facts: string[] = []) => [
    ...(rows.length || facts.length ? [heading(title)] : []),
    ...(rows.length ? [table([make('span', { class: 'dongui-unseen' }, title)], heads, rows)] : []),
    ...facts.map((each) => make('p', {}, each)),
  ]
  const services = categories.flatMap((category) =>
    category.services.map((service) => ({
      ...service,
      isOthers: isOthers(service, site),
      kinds: STORED_KINDS.filter((kind) => storedBy(service).some((each) => each.kind === kind))
        .map((kind) => common.kinds[kind])
        .join(words.notice.comma),
      purpose: upper(allWordsFor(category, words, more, language).title),
      // Whoever has to be asked consents; any other basis is for the owner to know.
      consent: category.required || site.mode === 'opt-out' ? undefined : collection.consent,
    })),
  )
  return [
    ...section(
      collection.title,
      [collection.items, collection.how, collection.purpose, collection.basis, collection.kept],
      services
        .filter((each) => each.collects && !each.isOthers)
        .map(({ collects, kinds, purpose, consent, basis = consent, kept }) => [
          said(collects),
          kinds ? `${collection.automatic} (${kinds})` : collection.automatic,
          purpose,
          said(basis),
          said(kept),
        ]),
      Object.entries(policy.never)
        .filter(([fact]) => site.policy.neverCollects?.includes(fact as NeverCollected))
        .map(([, text]) => text),
    ),
    ...section(
      provision.title,
      [provision.recipient, provision.items, provision.purpose, collection.kept],
      services
        .flatMap(({ recipients = [] }) => recipients)
        .map(({ name, receives, why, kept }) => [name, receives, why, kept].map(said)),
    ),
    ...section(
      policy.tools,
      [policy.tool, policy.kind, policy.company, policy.collects, policy.purpose],
      services
        .filter((each) => each.isOthers)
        .map(({ name, kinds, provider, collects, purpose }) => [
          said(name),
          kinds || record.embed,
          said(provider),
          said(collects),
          purpose,
        ]),
    ),
  ]
}

/** Whom to turn to, as the policy names them. */
function contactOf({ site, language }: UiContext, more: DeclarationWords, heading: Heading): HTMLElement[] {
  if (!site.contact) return []
  const { department, email, phone, agencies = [] } = site.contact
  const link = (href: string, text: string) => make('a', { href }, text)
  const own = [
    [siteName(site, language), textIn(department, language)].filter(Boolean).join(', '),
    ...(email ? [link(`mailto:${email}`, email)] : []),
    ...(phone ? [link(`tel:${phone}`, phone)] : []),
  ]
  return [
    heading(more.record.contact),
    make('p', {}, more.policy.rights),
    make(
      'ul',
      {},
      make('li', {}, ...own.flatMap((each, index) => (index ? [' ', each] : [each]))),
      ...agencies.map(({ name, url }) =>
        make('li', {}, outside(linkTo(url, location.href), textIn(name, language) ?? url, more)),
      ),
    ),
  ]
}

function outside(href: string | undefined, text: string, { common }: DeclarationWords): HTMLElement {
  if (!href) return make('span', {}, text)
  return make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, `${text} (${common.newWindow})`)
}

/**
 * A table named by its caption. It says its roles, for what a narrow page displays as blocks some browsers no longer tell
 * screen readers is a table; there each cell shows the head of its column.
 */
function table(
  caption: readonly (HTMLElement | string)[],
  heads: readonly string[],
  rows: readonly (readonly (HTMLElement | string)[])[],
): HTMLElement {
  return make(
    'table',
    { role: 'table' },
    make('caption', {}, ...caption),
    make(
      'thead',
      { role: 'rowgroup' },
      make('tr', { role: 'row' }, ...heads.map((head) => make('th', { scope: 'col', role: 'columnheader' }, head))),
    ),
    make(
      'tbody',
      { role: 'rowgroup' },
      ...rows.map((cells) =>
        make(
          'tr',
          { role: 'row' },
          ...cells.map((cell, index) => {
            const attributes = { 'data-label': heads[index] ?? '' }
            return index
              ? make('td', { ...attributes, role: 'cell' }, make('span', {}, cell))
              : make('th', { ...attributes, scope: 'row', role: 'rowheader' }, make('span', {}, cell))
          }),
        ),
      ),
    ),
  )
}

/** A title stands within sentences elsewhere. */
const upper = (title: string) => title.charAt(0).toLocaleUpperCase() + title.slice(1)

/** One below the heading that it stands under. */
function levelAt(place: Element): number {
  const heads = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
  const above = heads.filter((head) => head.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1)
  return Math.min(6, Number(above?.localName[1] ?? 1) + 1)
}

/** Gives the page a sheet that gives way to all of its own; returns what takes it away. */
function dressPage(): () => void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet]
    return () => {
      page.adoptedStyleSheets = page.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  } catch {
    return () => undefined // Safari before 16.4: it looks as the page has it.
  }
}
