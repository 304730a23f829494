// Visit statistics, held until they are allowed: how often, when and how many times a visitor came. Written as a vendor
// would write it, with no thought of consent.

{
  const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1]
  const keep = (name, value, seconds) => {
    const age = seconds ? `; Max-Age=${seconds}` : ''
    document.cookie = `${name}=${value}; Path=/; SameSite=Lax${age}`
  }
  const YEAR_S = 365 * 86_400
  const MOST_TIMES = 8

  const today = Math.floor(Date.now() / 1000)
  const times = (cookie('nuri_visit_times') ?? '').split('.').filter(Boolean)
  let count = Number(cookie('nuri_visit_count')) || 0
  // A visit ends with the browser session: another page, or this one once more, belongs to it.
  if (!cookie('nuri_visit')) {
    count += 1
    times.push(today.toString(36))
  }
  const kept = times.slice(-MOST_TIMES)
  const days = Math.max(1, (today - Number.parseInt(kept[0], 36)) / 86_400)
  keep('nuri_visit', '1')
  keep('nuri_visit_count', count, YEAR_S)
  keep('nuri_visit_times', kept.join('.'), YEAR_S)
  keep('nuri_visit_rate', ((kept.length * 7) / Math.max(7, days)).toFixed(1), YEAR_S)

  const place = document.querySelector('[data-demo="visits"]')
  if (place) place.textContent = document.documentElement.lang === 'en' ? `Visit no. ${count}` : `${count}번째 방문`
}
