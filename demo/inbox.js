// The inbox: the address says what is open (`#f-travel` a folder, `#m-trip` a message), so Back works and links are plain.

const FIRST_FOLDER = 'f-inbox'
const items = [...document.querySelectorAll('.messages li')]
const articles = [...document.querySelectorAll('.reader article')]
const folders = [...document.querySelectorAll('.folders a')]
const search = document.querySelector('.search input')
const service = document.title
let folder = FIRST_FOLDER

const hashOf = (link) => link.getAttribute('href').slice(1)
const linkOf = (item) => item.querySelector('a')

/** Shows the open folder's messages that the search finds. */
function list() {
  const wanted = search.value.trim().toLowerCase()
  for (const item of items)
    item.hidden = item.dataset.folder !== folder || !item.textContent.toLowerCase().includes(wanted)
  document.querySelector('.messages').hidden = items.every((item) => item.hidden)
  document.querySelector('.empty').hidden = !items.every((item) => item.hidden)
}

function count() {
  for (const link of folders) {
    const unread = items.filter(
      (item) => item.dataset.folder === hashOf(link) && item.classList.contains('unread'),
    ).length
    link.querySelector('.count').hidden = !unread
    link.querySelector('.count > span').textContent = unread
  }
}

function openFolder(id) {
  folder = id
  search.value = ''
  for (const link of folders) {
    if (hashOf(link) === id) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
    if (hashOf(link) === id) document.querySelector('.list h2').textContent = link.querySelector('.name').textContent
  }
  list()
}

function openMessage(item) {
  if (item.dataset.folder !== folder) openFolder(item.dataset.folder)
  const id = hashOf(linkOf(item))
  for (const each of items) linkOf(each).removeAttribute('aria-current')
  linkOf(item).setAttribute('aria-current', 'true')
  for (const article of articles) article.hidden = article.id !== `${id}-text`
  item.classList.remove('unread')
  item.querySelector('.hidden-text')?.remove()
  document.querySelector('.back').href = `#${folder}`
  count()
}

/** Follows the address. On a narrow screen either the list or the message is shown. */
function follow(event) {
  const id = location.hash.slice(1)
  const item = items.find((each) => hashOf(linkOf(each)) === id)
  if (item) openMessage(item)
  else openFolder(folders.some((link) => hashOf(link) === id) ? id : FIRST_FOLDER)
  document.body.classList.toggle('is-reading', !!item)
  const heading = item && document.querySelector('.reader article:not([hidden]) h2')
  document.title = heading ? `${heading.textContent} · ${service}` : service
  if (!event) return
  if (document.querySelector('.back').offsetParent) scrollTo(0, 0)
  heading?.focus()
}

// No element carries these ids, so that the browser does not jump.
addEventListener('hashchange', follow)
search.addEventListener('input', list)
list()
count()
follow()

const compose = document.querySelector('.compose')
document.querySelector('[data-do="compose"]').addEventListener('click', () => compose.showModal())
document.querySelector('[data-do="reply"]').addEventListener('click', () => compose.showModal())
