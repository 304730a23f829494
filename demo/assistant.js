// Personalization, held until it is allowed: greets, remembers the last folder, and recommends what is usually opened.
// The cookie says that somebody came back and from where; what was opened how often is in localStorage.

{
  const STORE = 'nuri.assistant'
  const NINETY_DAYS_S = 90 * 86_400
  const FIRST_FOLDER = 'f-inbox'
  const MOST_MAILS = 2
  const isEnglish = document.documentElement.lang === 'en'
  const name = isEnglish ? 'Haneul' : '하늘 님'

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(STORE)) ?? {}
    } catch {
      return {} // blocked, or written by somebody else: nothing is known
    }
  }
  const remember = (folder) => {
    document.cookie = `nuri_assist=${folder}; Path=/; SameSite=Lax; Max-Age=${NINETY_DAYS_S}`
  }
  const folderLink = (id) => document.querySelector(`.folders a[href="#${CSS.escape(id)}"]`)
  const labelOf = (id) => folderLink(id)?.querySelector('.name').textContent

  const lastFolder = document.cookie.match(/(?:^|; )nuri_assist=([\w-]+)/)?.[1]
  const opened = read()

  /** Counts the folder that was opened, or whose message was, and remembers it. */
  const learn = () => {
    const id = location.hash.slice(1)
    const message = id && document.querySelector(`.messages a[href="#${CSS.escape(id)}"]`)
    const folder = message ? message.closest('li').dataset.folder : id
    if (!folder || !folderLink(folder)) return
    const counts = read()
    counts[folder] = (counts[folder] ?? 0) + 1
    localStorage.setItem(STORE, JSON.stringify(counts))
    remember(folder)
  }

  /** The folder of last time, then unread mails of the folder that is opened most. */
  const recommend = () => {
    const place = document.querySelector('[data-demo="recommended"]')
    if (!place || !lastFolder) return
    const list = place.querySelector('ul')
    const add = (address, text) => {
      const link = Object.assign(document.createElement('a'), { href: address, textContent: text })
      list.appendChild(document.createElement('li')).append(link)
    }
    const others = Object.keys(opened).filter((id) => id !== FIRST_FOLDER && folderLink(id))
    const favourite = others.sort((a, b) => opened[b] - opened[a])[0]
    if (labelOf(lastFolder) && lastFolder !== FIRST_FOLDER)
      add(
        `#${lastFolder}`,
        isEnglish ? `Go on in “${labelOf(lastFolder)}”` : `보시던 ‘${labelOf(lastFolder)}’ 폴더 이어 보기`,
      )
    const unread = [...document.querySelectorAll(`.messages li.unread[data-folder="${favourite}"]`)]
    for (const item of unread.slice(0, MOST_MAILS))
      add(item.querySelector('a').getAttribute('href'), item.querySelector('.subject').textContent)
    place.hidden = !list.children.length
  }

  const greeting = document.querySelector('[data-demo="greeting"]')
  if (greeting && lastFolder) greeting.textContent = isEnglish ? `Welcome back, ${name}` : `다시 오셨네요, ${name}`
  else if (greeting)
    greeting.textContent = isEnglish
      ? `Nice to meet you, ${name}. We will remember your folder.`
      : `반가워요, ${name}. 보시던 폴더를 기억해 둘게요.`

  recommend()
  remember(lastFolder ?? FIRST_FOLDER)
  if (folderLink(FIRST_FOLDER)) {
    addEventListener('hashchange', learn)
    learn()
  }
}
