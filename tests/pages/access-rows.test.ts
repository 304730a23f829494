// The checklist of docs/access.md, row by row, by its numbers: what axe cannot see, as a visitor meets it in three engines.

import { expect, test } from 'vitest'
import type { Config } from '../../src/core/config'
import type { View } from '../../src/handle'
import { openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const VIEWS = ['notice', 'settings', 'refusal', 'record'] as const satisfies readonly View[]
const LONG = `<main><h1>Mail</h1>${Array.from({ length: 40 }, (_, at) => `<p><a href="#m${at}" id="m${at}">message ${at}</a></p>`).join('')}</main>`
const open = (body = LONG, lang = 'ko', more: Partial<Config> = {}) =>
  openPage(body, {
    config: {
      ...storyConfig,
      ...more,
      contact: { email: 'help@mail.example', agencies: [{ name: 'Agency', url: 'https://agency.example/' }] },
    },
    lang,
    head: '<meta name="viewport" content="width=device-width">',
  })
const decided = (page: StoryPage) => page.evaluate(() => window.dongui?.record?.categories ?? null)

/** Opens a view as a page does, over a choice that was made where it is not the notice. */
async function openView(page: StoryPage, view: View): Promise<void> {
  if (view !== 'notice') await page.open(view)
  await page.seesView(view)
}

test('C1: whatever a keyboard reaches under the notice can be seen', async () => {
  const page = await open()
  await page.seesView('notice')
  const seen = new Set<string>()
  for (let presses = 0; presses < 50; presses++) {
    await page.key('Tab')
    await page.shows(true, () => {
      const { activeElement } = document
      if (!activeElement || activeElement === document.body || activeElement.shadowRoot) return true
      const { left, top, right, bottom } = activeElement.getBoundingClientRect()
      // Its middle or a corner of it: nothing may hide all of it. WCAG 2.2 §2.4.11.
      return [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 2, top + 2],
        [right - 2, bottom - 2],
      ].some(([x = 0, y = 0]) => document.elementFromPoint(x, y) === activeElement)
    })
    seen.add(await page.evaluate(() => document.activeElement?.id ?? ''))
  }
  expect([...seen].filter((id) => /^m\d/.test(id))).toHaveLength(40)
})

/** Controls in sight that are less than 44 pixels high, or 24 wide, but for links in a line of text; and how many there are. */
function controlsOf(root: ParentNode): [count: number, small: string[]] {
  for (const each of root.querySelectorAll('details')) each.open = true
  const controls = [
    ...root.querySelectorAll<HTMLElement>('a[href],button,summary,select,label,input,[role=button],[tabindex="0"]'),
  ].filter((each) => each.checkVisibility({ visibilityProperty: true }))
  const small = controls.flatMap((each) => {
    // What is pressed beside a box or a radio is its label.
    const target = each.closest('label') ?? each
    const { width, height } = target.getBoundingClientRect()
    const isInText = each.localName === 'a' && getComputedStyle(each).display === 'inline'
    return isInText || (height >= 43.5 && width >= 23.5) ? [] : [`${each.outerHTML.slice(0, 80)} ${width} × ${height}`]
  })
  return [controls.length, small]
}

/** The same of a view, or of all that is ours in the page itself. */
const smallControls = async (page: StoryPage, host = 'dongui-ui', selector = '[data-view]') => {
  const [count, small] = await page.evaluate(
    new Function(
      'host',
      'selector',
      `const root = [...document.querySelectorAll(host)].map((each) => each.shadowRoot?.querySelector(selector)).find(Boolean)
       if (!root) throw new Error('nothing of ' + host)
       return (${controlsOf})(root)`,
    ) as (host: string, selector: string) => [number, string[]],
    host,
    selector,
  )
  expect(count).toBeGreaterThan(0)
  return small
}

test.each(VIEWS)(
  'C2: whatever is pressed in the %s is 44 pixels high, but for links in a line of text',
  async (view) => {
    const page = await open(LONG, 'ko', { languages: ['ko', 'en'] })
    await openView(page, view)
    expect(await smallControls(page, 'dongui-ui', `[data-view=${view}]`)).toEqual([])
    if (view !== 'record') return
    await page.choose({ analytics: 'allow', personalization: 'ask', stats: 'refuse' })
    await page.shows(true, () => !!document.querySelector('dongui-ui')?.shadowRoot?.querySelector('.segments'))
    expect(await smallControls(page, 'dongui-ui', '[data-view=record]')).toEqual([])
  },
)

test('C2: so it is on the card of a question, its badge, what is said aside, the button that floats and a placeholder', async () => {
  const page = await open('<iframe data-consent="assistant" data-src="/map" width="600" height="400"></iframe>', 'ko', {
    notice: { reopen: 'button' },
  })
  await page.choose({ analytics: 'ask', personalization: 'refuse' })
  await page.shows(true, () => !!document.querySelector('dongui-embed')?.shadowRoot?.querySelector('.choices'))
  expect(await smallControls(page, 'dongui-embed', '[data-view=placeholder]')).toEqual([])
  await page.shows(true, () => {
    const button = document.querySelector('dongui-ui')?.shadowRoot?.querySelector<HTMLElement>('[data-action=reopen]')
    return !!button && Math.min(button.offsetWidth, button.offsetHeight) >= 44
  })
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/; max-age=86400'
  })
  await page.seesView('ask')
  expect(await smallControls(page, 'dongui-ui', '[data-view=ask]')).toEqual([])
  await page.press('minimise', { view: 'ask' })
  expect(await smallControls(page, 'dongui-ui', '[data-view=ask-badge]')).toEqual([])
  await page.open('reload')
  expect(await smallControls(page, 'dongui-ui', '[data-view=reload]')).toEqual([])
})

test.each(VIEWS)(
  'C5: text of the %s is at 4.5 to its ground, and what can be pressed is not told by colour alone',
  async (view) => {
    const page = await open()
    await openView(page, view)
    const [texts, faint] = await page.inUi((root, name) => {
      type Colour = [red: number, green: number, blue: number, alpha: number]
      const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
        willReadFrequently: true,
      })
      /** As the browser paints it, whatever space it is written in. */
      const painted = (colour: string): Colour => {
        if (!context) throw new Error('no canvas')
        context.clearRect(0, 0, 1, 1)
        context.fillStyle = colour
        context.fillRect(0, 0, 1, 1)
        const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
        return [red, green, blue, alpha / 255]
      }
      const over = (top: Colour, ground: Colour): Colour => {
        const mixed = [0, 1, 2].map((at) => (top[at] ?? 0) * top[3] + (ground[at] ?? 0) * (1 - top[3]))
        return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 1]
      }
      const groundOf = (element: Element | null): Colour => {
        if (!element) return [255, 255, 255, 1]
        const own = painted(getComputedStyle(element).backgroundColor)
        return own[3] === 1 ? own : over(own, groundOf(element.parentElement))
      }
      const luminance = (colour: Colour) => {
        const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((each) => {
          const part = each / 255
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
      }
      const ratio = (one: Colour, other: Colour) => {
        const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
        return (light + 0.05) / (dark + 0.05)
      }
      const drawn = root.querySelector(`[data-view=${name}]`)
      let count = 0
      const weak = [...(drawn?.querySelectorAll<HTMLElement>('*') ?? [])].flatMap((each) => {
        const hasText = [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
        if (!hasText || !each.checkVisibility() || each.closest('.unseen')) return []
        count++
        const ground = groundOf(each)
        const is = ratio(over(painted(getComputedStyle(each).color), ground), ground)
        return is < 4.5 ? [`${each.outerHTML.slice(0, 60)}: ${is.toFixed(2)}`] : []
      })
      return [count, weak] as const
    }, view)
    expect(faint).toEqual([])
    expect(texts).toBeGreaterThan(5)
  },
)

test('C6: the notice is a named region that takes no focus and keeps none', async () => {
  const page = await open('<button id="own" autofocus>Write</button>')
  await page.seesView('notice')
  await page.evaluate(() => document.querySelector<HTMLElement>('#own')?.focus())
  const about = () =>
    page.inUi((root) => {
      const notice = root.querySelector('section[data-view=notice]')
      const name = root.getElementById(notice?.getAttribute('aria-labelledby') ?? '')
      return [notice?.ariaModal ?? null, name?.localName, name?.textContent]
    })
  expect(await about()).toEqual([null, 'h2', '예시 메일 쿠키 안내'])
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('own')
  // Out of it on both sides: with Tab a keyboard passes through, and leaves.
  const stops: string[] = []
  for (let presses = 0; presses < 9; presses++) {
    await page.key('Shift+Tab')
    stops.push(await page.evaluate(() => document.activeElement?.localName ?? ''))
  }
  expect(stops).toContain('dongui-ui')
  expect(stops.some((name) => name !== 'dongui-ui')).toBe(true)
})

test.each(['settings', 'refusal', 'record'] as const)(
  'C6: the %s are a modal dialog: named, the focus in it and staying there, Escape closes and gives it back',
  async (view) => {
    const page = await open('<button id="opener">cookies</button><a href="#x" id="behind">behind</a>')
    await page.choose('refuse')
    await page.evaluate(() => document.querySelector<HTMLElement>('#opener')?.focus())
    await page.open(view)
    await page.seesView(view)
    const inside = () =>
      page.inUi((root) => {
        const dialog = root.querySelector('dialog')
        const name = root.getElementById(dialog?.getAttribute('aria-labelledby') ?? '')
        return [
          dialog?.matches(':modal'),
          !!name?.textContent,
          !!root.activeElement && dialog?.contains(root.activeElement),
        ]
      })
    expect(await inside()).toEqual([true, true, true])
    for (let presses = 0; presses < 60; presses++) {
      await page.key('Tab')
      expect(await page.evaluate(() => document.activeElement?.id ?? '')).not.toBe('behind')
      if (presses % 20 === 0) await page.key('Shift+Tab')
    }
    await page.key('Escape')
    await page.seesNoView()
    await page.shows('opener', () => document.activeElement?.id)
  },
)

test('C7: a keyboard meets the page’s skip link first, then the notice, then the page', async () => {
  const page = await open(`<a id="skip" href="#main">본문으로</a><div id="main"><a id="first" href="#x">mail</a></div>`)
  await page.seesView('notice')
  const order = await page.evaluate(() => [...document.body.children].map(({ id, localName }) => id || localName))
  expect(order.filter((name) => name !== 'script')).toEqual(['skip', 'dongui-ui', 'main'])
  const bare = await open('<a id="first" href="/mail">mail</a>')
  await bare.seesView('notice')
  expect(await bare.evaluate(() => document.body.firstElementChild?.localName)).toBe('dongui-ui')
})

test('C8: a screen reader is told of the notice once, politely, after it is there', async () => {
  const page = await open()
  await page.seesView('notice')
  await page.shows(['status', '페이지 맨 앞에 쿠키 안내가 있습니다.'], () => {
    const status = document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[role=status]')
    return [status?.getAttribute('role'), status?.textContent]
  })
  const told = await page.evaluate(async () => {
    const status = document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[role=status]')
    let changes = 0
    if (status)
      new MutationObserver(() => changes++).observe(status, { childList: true, characterData: true, subtree: true })
    // What draws it anew must not say it again.
    for (const lang of ['ko-KR', 'ko']) {
      document.documentElement.lang = lang
      await new Promise(requestAnimationFrame)
    }
    return [changes, status?.isConnected]
  })
  await page.settled()
  expect(told).toEqual([0, true])
})

test('C9: Escape on the notice decides nothing and leaves it where it is', async () => {
  const page = await open()
  await page.seesView('notice')
  await page.inUi((root) => root.querySelector<HTMLElement>('[data-action=allow]')?.focus())
  await page.key('Escape')
  await page.settled()
  await page.seesView('notice')
  expect(await decided(page)).toBeNull()
})

test('C10: what is switched is a native control whose label is its name, and its state is more than a colour', async () => {
  const page = await open()
  await openView(page, 'settings')
  const controls = await page.inUi((root) =>
    [...root.querySelectorAll<HTMLInputElement>('[data-view=settings] fieldset input')].map((input) => {
      const label = input.closest('label')
      return [
        input.type,
        label?.textContent,
        !input.hasAttribute('aria-label'),
        !!input.closest('fieldset')?.getAttribute('aria-labelledby'),
      ]
    }),
  )
  expect(controls.length).toBeGreaterThan(5)
  for (const [type, label, isNamedByLabel, isGrouped] of controls) {
    expect([type, isNamedByLabel, isGrouped]).toEqual(['radio', true, true])
    expect(['허용', '거부', '매번 묻기']).toContain(label)
  }
  const [chosen, other] = await page.inUi((root) =>
    [':checked', ':not(:checked)'].map((state) => {
      const label = root.querySelector(`[data-view=settings] fieldset input${state}`)?.closest('label')
      const spot = label?.querySelector('span')
      return spot && getComputedStyle(spot).webkitTextStrokeWidth
    }),
  )
  expect(chosen).not.toBe(other)
})

test('C11: a press counts when it is let go, not when it begins', async () => {
  const page = await open()
  await page.seesView('notice')
  await page.inUi((root) => {
    const allow = root.querySelector('[data-view=notice] [data-action=allow]')
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'touchstart', 'touchend'])
      allow?.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
  })
  await page.settled()
  await page.seesView('notice')
  expect(await decided(page)).toBeNull()
})

test('C12: nothing opens a window without saying so, and nothing goes away by itself', async () => {
  const page = await open()
  for (const view of VIEWS) {
    await openView(page, view)
    const silent = await page.inUi((root) =>
      [...root.querySelectorAll<HTMLAnchorElement>('a[target]')].flatMap(({ textContent }) =>
        textContent?.includes('새 창') ? [] : [textContent],
      ),
    )
    expect(silent).toEqual([])
  }
  await page.key('Escape')
  await page.seesView('notice') // That it stays: B4 of docs/law.md.
})

test('C13: what is drawn says its language, and words of another theirs', async () => {
  const page = await open('<p>Mail</p>', 'de', { languages: ['de', 'ko', 'ar'] })
  await openView(page, 'settings')
  expect(
    await page.evaluate(() => {
      const host = document.querySelector<HTMLElement>('dongui-ui')
      return [host?.lang, host?.dir]
    }),
  ).toEqual(['de', 'ltr'])
  const names = await page.inUi((root) =>
    [...root.querySelectorAll<HTMLOptionElement>('[data-action=language] option')].map(
      ({ lang, value }) => lang === value,
    ),
  )
  expect(names.length).toBeGreaterThan(1)
  expect(new Set(names)).toEqual(new Set([true]))
})

test('C14: nothing moves by itself, whatever the visitor’s system says of motion', async () => {
  const page = await open()
  for (const view of VIEWS) {
    await openView(page, view)
    // One millisecond is no motion: with it a style sheet tells a script that something was drawn.
    const moving = await page.inUi((root) =>
      root.getAnimations().flatMap(({ effect }) => {
        const { duration, iterations } = effect?.getComputedTiming() ?? {}
        return duration === 1 && iterations === 1 ? [] : [duration]
      }),
    )
    expect(moving).toEqual([])
    const lasting = await page.inUi(
      (root) =>
        [...root.querySelectorAll('*')].flatMap((each) => {
          const { animationDuration, transitionDuration } = getComputedStyle(each)
          return `${animationDuration},${transitionDuration}`
            .split(',')
            .filter((each) => Number.parseFloat(each) > 0.001)
        }).length,
    )
    expect(lasting).toBe(0)
  }
})

test.each(VIEWS)('C15: the %s begin with a heading, and no heading skips a level', async (view) => {
  const page = await open()
  await openView(page, view)
  const levels = await page.inUi(
    (root, name) =>
      [...(root.querySelector(`[data-view=${name}]`)?.querySelectorAll('h1,h2,h3,h4,h5,h6') ?? [])].map((each) =>
        Number(each.localName[1]),
      ),
    view,
  )
  expect(levels[0]).toBe(2)
  for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 2) + 1)
})

test('C16: every id stands once, and whatever names another by its id finds it beside itself', async () => {
  const page = await open(`${LONG}<div data-dongui="declaration"></div><div data-dongui="declaration"></div>`)
  const REFERRING = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']
  const faults = () =>
    page.evaluate((attributes) => {
      const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
      return roots.flatMap((root) => {
        const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id)
        const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
        const lost = attributes.flatMap((attribute) =>
          [...root.querySelectorAll(`[${attribute}]`)].flatMap((each) =>
            (each.getAttribute(attribute) ?? '').split(' ').filter((id) => !root.getElementById(id)),
          ),
        )
        return [...twice, ...lost]
      })
    }, REFERRING)
  for (const view of VIEWS) {
    await openView(page, view)
    expect(await faults()).toEqual([])
  }
})
