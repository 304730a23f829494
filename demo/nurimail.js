// What every page of the service needs: the session and the chosen language. Both are strictly necessary cookies.

const keep = (name, value, days) => {
  const age = days === undefined ? '' : `; Max-Age=${days * 86_400}`
  document.cookie = `${name}=${value}; Path=/; SameSite=Lax${age}`
}

for (const link of document.querySelectorAll('a[hreflang]'))
  link.addEventListener('click', () => keep('nuri_lang', link.hreflang, 365))

// A fictional service: whatever is typed opens the inbox, and none of it is kept or sent.
document.querySelector('.sign-in form')?.addEventListener('submit', () => keep('nuri_session', Date.now().toString(36)))

document.querySelector('[data-do="sign-out"]')?.addEventListener('click', () => keep('nuri_session', '', 0))
