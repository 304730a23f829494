// What every notice says, so that none is quicker for saying less.

export const WORDING = {
  title: 'Cookies on this site',
  text:
    'We would like to store optional cookies: to count which pages are read, and to keep what you set. ' +
    'Nothing is stored before you say so, and you can think again at any time.',
  allow: 'Allow all',
  refuse: 'Refuse all',
  settings: 'Settings',
  save: 'Save',
  privacyUrl: '/privacy.html',
  purposes: {
    necessary: { title: 'Necessary', text: 'What the site cannot do without.' },
    analytics: { title: 'Visit statistics', text: 'Which pages are read, and how often.' },
    personalization: { title: 'Your settings', text: 'What you chose is there when you come back.' },
  },
}
