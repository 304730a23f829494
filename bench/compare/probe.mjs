// What runs inside a page that is measured. Each measurement takes only what it needs: watching has its cost, too.

/** Defines `__probe.find` and `__probe.isSeen`. */
function look() {
  const probe = {}
  window.__probe = probe
  probe.find = (selector) => {
    let root = document
    let found = null
    for (const part of selector.split(' >>> ')) {
      found = root?.querySelector(part) ?? null
      root = found?.shadowRoot
    }
    return found
  }
  /** 0 for what cannot be seen, else how opaque it is with everything around it. */
  probe.opacityOf = (element) => {
    if (!element?.checkVisibility({ visibilityProperty: true })) return 0
    const { width, height, top, bottom, left, right } = element.getBoundingClientRect()
    if (width < 2 || height < 2 || bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return 0
    let opacity = 1
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) opacity *= getComputedStyle(at).opacity
    return opacity
  }
  probe.isSeen = (selector) => probe.opacityOf(probe.find(selector)) > 0.01
}

/** Notes what the browser says of shifts, long tasks, events and the largest paint. */
function observe() {
  const probe = window.__probe
  const entriesOf = (type, options) => {
    const entries = []
    new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({ type, buffered: true, ...options })
    return entries
  }
  const shifts = entriesOf('layout-shift')
  const tasks = entriesOf('longtask')
  const events = entriesOf('event', { durationThreshold: 16 })
  const paints = entriesOf('largest-contentful-paint')
  probe.shiftOf = () => shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0)
  probe.longTasksSince = (since) =>
    tasks.flatMap(({ startTime, duration }) => (startTime + duration >= since ? duration : []))
  probe.eventsSince = (since) =>
    events.flatMap(({ interactionId, startTime, duration }) =>
      interactionId && startTime >= since - 100 ? duration : [],
    )
  probe.firstPaint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null
  probe.largestIsIn = (selector) => {
    const notice = selector && probe.find(selector)
    for (let at = paints.at(-1)?.element; at && notice; at = at.parentElement ?? at.getRootNode().host)
      if (at === notice) return true
    return false
  }
}

/**
 * Looks at every frame for the notice: `__probe.seenAtMs` is the first with any of it, `readableAtMs` the first in which
 * all of it is there, opaque and at rest.
 */
function watchFor(selector) {
  const probe = window.__probe
  let before = ''
  const frame = () => {
    const now = performance.now()
    const notice = probe.find(selector)
    const opacity = probe.opacityOf(notice)
    if (opacity > 0.01) {
      probe.seenAtMs ??= now
      const { x, y, width, height, right, bottom } = notice.getBoundingClientRect()
      const isInside = x > -1 && y > -1 && right < innerWidth + 1 && bottom < innerHeight + 1
      const place = [x, y, width, height].map(Math.round).join()
      if (opacity > 0.99 && isInside && place === before) {
        probe.readableAtMs = now
        return
      }
      before = place
    }
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

/** From the first press on: when it was, when the next frame was done, and when the notice was gone. */
function watchPress(selector) {
  const probe = window.__probe
  addEventListener(
    'click',
    ({ timeStamp }) => {
      probe.pressedAtMs = timeStamp
      const { port1, port2 } = new MessageChannel()
      // A message that is posted in a frame's beginning comes when the frame has been drawn.
      port1.onmessage = () => {
        probe.nextPaintAtMs = performance.now()
      }
      requestAnimationFrame(() => port2.postMessage(0))
      const frame = () => {
        if (probe.isSeen(selector)) requestAnimationFrame(frame)
        else probe.goneAtMs = performance.now()
      }
      requestAnimationFrame(frame)
    },
    { capture: true, once: true },
  )
}

const called = (run, ...args) => `;(${run})(${args.map((each) => JSON.stringify(each)).join()});`

/** Texts to run before a page's own scripts. */
export const PROBES = {
  look: called(look),
  observe: called(observe),
  watchFor: (selector) => called(watchFor, selector),
  watchPress: (selector) => called(watchPress, selector),
}
