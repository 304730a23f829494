// The embedded map. It remembers which of its two views was looked at last, in a cookie of its own.

{
  const THIRTY_DAYS_S = 30 * 86_400
  const buttons = [...document.querySelectorAll('.switch button')]

  const show = (view) => {
    for (const button of buttons) {
      const isShown = button.dataset.view === view
      button.setAttribute('aria-pressed', isShown)
      document.getElementById(button.dataset.view).toggleAttribute('hidden', !isShown)
    }
    document.cookie = `nuri_map=${view}; Path=/; SameSite=Lax; Max-Age=${THIRTY_DAYS_S}`
  }

  for (const button of buttons) button.addEventListener('click', () => show(button.dataset.view))
  show(/(?:^|; )nuri_map=floor(?:;|$)/.test(document.cookie) ? 'floor' : 'way')
}
