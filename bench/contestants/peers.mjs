// Other tools, each as its own documentation has a site owner put it in.

import { bundled, heldBy, LET_GO_BY_HAND, packageFile, titleOf } from './contestant.mjs'
import { WORDING } from './wording.mjs'

const { title, text, allow, refuse, settings, save, privacyUrl, purposes } = WORDING
const json = JSON.stringify
const styleSheet = (href) => `<link rel="stylesheet" href="${href}">`
const deferred = (src) => `<script defer src="${src}"></script>`

const vanilla = () => {
  const section = (purpose) => ({
    title: purposes[purpose].title,
    description: purposes[purpose].text,
    linkedCategory: purpose,
  })
  const config = {
    categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, personalization: {} },
    language: {
      default: 'en',
      translations: {
        en: {
          consentModal: {
            title,
            description: text,
            acceptAllBtn: allow,
            acceptNecessaryBtn: refuse,
            showPreferencesBtn: settings,
          },
          preferencesModal: {
            title: settings,
            acceptAllBtn: allow,
            acceptNecessaryBtn: refuse,
            savePreferencesBtn: save,
            sections: Object.keys(purposes).map(section),
          },
        },
      },
    },
  }
  return {
    id: 'vanilla-cookieconsent',
    title: titleOf('vanilla-cookieconsent'),
    held: heldBy('data-category'),
    files: () => ({
      'cookieconsent.umd.js': packageFile('vanilla-cookieconsent', 'dist/cookieconsent.umd.js'),
      'cookieconsent.css': packageFile('vanilla-cookieconsent', 'dist/cookieconsent.css'),
    }),
    parts: ({ base }) => ({
      head: styleSheet(`${base}/cookieconsent.css`),
      end: `<script type="module">import '${base}/cookieconsent.umd.js'; CookieConsent.run(${json(config)})</script>`,
    }),
    notice: '#cc-main .cm',
    allow: '#cc-main .cm [data-role=all]',
  }
}

const orejime = () => {
  const purpose = (id) => ({ id, title: purposes[id].title, description: purposes[id].text, cookies: [] })
  const config = {
    privacyPolicyUrl: privacyUrl,
    purposes: [purpose('analytics'), purpose('personalization')],
    translations: { banner: { title, description: text, accept: allow, decline: refuse, configure: settings } },
  }
  return {
    id: 'orejime',
    title: titleOf('orejime'),
    held: ({ purpose, code }) => `<template data-purpose="${purpose}"><script>${code}</script></template>`,
    files: () => ({
      'orejime.js': packageFile('orejime', 'dist/orejime-standard-en.js'),
      'orejime.css': packageFile('orejime', 'dist/orejime-standard.css'),
    }),
    parts: ({ base }) => ({
      head: `<script>window.orejimeConfig = ${json(config)}</script>${deferred(`${base}/orejime.js`)}${styleSheet(`${base}/orejime.css`)}`,
    }),
    notice: '.orejime-Banner',
    allow: '.orejime-Banner-saveButton',
  }
}

/** One yes or no for everything, told in callbacks; the site owner lets go. */
const osano = () => {
  const options = {
    type: 'opt-in',
    palette: { popup: { background: '#223' }, button: { background: '#fd3' } },
    content: { message: text, allow, deny: refuse, href: privacyUrl },
  }
  const end = `${LET_GO_BY_HAND}
const options = ${json(options)}
options.onInitialise = options.onStatusChange = function () {
  if (this.hasConsented()) ['analytics', 'personalization'].forEach(letGo)
}
window.cookieconsent.initialise(options)`
  return {
    id: 'osano',
    title: `${titleOf('cookieconsent')} (osano)`,
    held: heldBy('data-consent'),
    files: () => ({
      'cookieconsent.js': packageFile('cookieconsent', 'build/cookieconsent.min.js'),
      'cookieconsent.css': packageFile('cookieconsent', 'build/cookieconsent.min.css'),
    }),
    parts: ({ base }) => ({
      head: styleSheet(`${base}/cookieconsent.css`),
      end: `<script src="${base}/cookieconsent.js"></script><script>${end}</script>`,
    }),
    notice: '.cc-window',
    allow: '.cc-window .cc-allow',
  }
}

const klaro = () => {
  const service = (name) => ({
    name,
    title: purposes[name].title,
    description: purposes[name].text,
    purposes: [name],
  })
  const named = (name) => ({ title: purposes[name].title })
  const config = {
    version: 1,
    lang: 'en',
    acceptAll: true,
    showNoticeTitle: true,
    translations: {
      en: {
        privacyPolicyUrl: privacyUrl,
        ok: allow,
        decline: refuse,
        consentNotice: { title, description: text, learnMore: settings },
        purposes: { analytics: named('analytics'), personalization: named('personalization') },
      },
    },
    services: [service('analytics'), service('personalization')],
  }
  return {
    id: 'klaro',
    title: titleOf('klaro'),
    held: ({ purpose, code }) =>
      `<script type="text/plain" data-type="application/javascript" data-name="${purpose}">${code}</script>`,
    files: () => ({ 'klaro.js': packageFile('klaro', 'dist/klaro.js') }),
    parts: ({ base }) => ({
      head: `<script>var klaroConfig = ${json(config)}</script>${deferred(`${base}/klaro.js`)}`,
    }),
    notice: '#klaro .cookie-notice',
    allow: '#klaro .cookie-notice .cm-btn-success',
  }
}

/** Knows no markup for scripts: a service is a function, so each purpose is a service that runs all of its scripts. */
const tarteaucitron = () => {
  const name = 'tarteaucitronjs'
  const types = { analytics: 'analytic', personalization: 'other' }
  const options = {
    privacyUrl,
    bodyPosition: 'bottom',
    hashtag: '#tarteaucitron',
    cookieName: 'tarteaucitron',
    orientation: 'middle',
    highPrivacy: true,
    DenyAllCta: true,
    AcceptAllCta: true,
    showIcon: true,
  }
  // Its own list has a service that is called as a purpose of ours is.
  const service = (purpose, scripts) => `tarteaucitron.services.own${purpose} = { key: 'own${purpose}',
type: '${types[purpose]}', name: ${json(purposes[purpose].title)}, needConsent: true, cookies: [],
js() { ${scripts.flatMap((each) => (each.purpose === purpose ? each.code : [])).join('; ')} } };
(tarteaucitron.job = tarteaucitron.job || []).push('own${purpose}')`
  const paths = [
    'tarteaucitron.min.js',
    'tarteaucitron.services.min.js',
    'advertising.min.js',
    'lang/tarteaucitron.en.min.js',
    'css/tarteaucitron.min.css',
    'css/tarteaucitron.css',
  ]
  return {
    id: 'tarteaucitron',
    title: titleOf(name),
    files: () => Object.fromEntries(paths.map((path) => [path, packageFile(name, path)])),
    parts: ({ base, scripts }) => ({
      head: `<script src="${base}/tarteaucitron.min.js"></script><script>var tarteaucitronForceLanguage = 'en'
tarteaucitron.init(${json(options)})</script>`,
      end: `<script>${Object.keys(types)
        .map((purpose) => service(purpose, scripts))
        .join('\n')}</script>`,
    }),
    notice: '#tarteaucitronAlertBig',
    allow: '#tarteaucitronPersonalize2',
  }
}

/** Has no build for a tag: with its ready React components, and alone with the plain banner of its documentation. */
const c15t = () => {
  const purposeOf = { analytics: 'measurement', personalization: 'experience' }
  const options = `{ mode: 'offline', consentCategories: ['necessary', 'measurement', 'experience'],
    overrides: { country: 'DE' }, scripts: window.heldScripts }`
  const list = (scripts) =>
    `<script>window.heldScripts = ${json(
      scripts.map(({ index, purpose, code }) => ({
        id: `held-${index}`,
        category: purposeOf[purpose],
        textContent: code,
      })),
    )}</script>`
  const withReact = `
import '@c15t/react/styles.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { ConsentBanner, ConsentDialog, ConsentManagerProvider } from '@c15t/react'
createRoot(document.getElementById('consent')).render(createElement(ConsentManagerProvider, { options: ${options} },
  createElement(ConsentBanner), createElement(ConsentDialog)))`
  const alone = `
import { getOrCreateConsentRuntime } from 'c15t'
const { consentStore } = getOrCreateConsentRuntime(${options})
const banner = document.createElement('div')
banner.id = 'banner'
banner.role = 'dialog'
banner.ariaLabel = ${json(title)}
banner.style.cssText = 'display:none;position:fixed;inset:auto 1rem 1rem;z-index:9;max-width:36rem;margin:auto;' +
  'padding:1rem;background:#fff;color:#111;border:1px solid #777;border-radius:8px'
banner.innerHTML = ${json(`<p>${text}</p><button data-action="all">${allow}</button> <button data-action="necessary">${refuse}</button>`)}
banner.onclick = ({ target }) => target.dataset.action && consentStore.getState().saveConsents(target.dataset.action)
document.body.append(banner)
const show = ({ activeUI }) => { banner.style.display = activeUI === 'banner' ? 'block' : 'none' }
consentStore.subscribe(show)
show(consentStore.getState())`
  return [
    {
      id: 'c15t-react',
      title: `${titleOf('@c15t/react')}, ${titleOf('react')}`,
      files: async () => {
        const { script, styles } = await bundled(withReact)
        return { 'consent.js': script, 'consent.css': styles }
      },
      parts: ({ base, scripts }) => ({
        head: `${styleSheet(`${base}/consent.css`)}${list(scripts)}${deferred(`${base}/consent.js`)}`,
        end: '<div id="consent"></div>',
      }),
      notice: '[data-testid=consent-banner-card]',
      allow: '[data-testid=consent-banner-accept-button]',
    },
    {
      id: 'c15t',
      title: `${titleOf('c15t')}, a plain banner`,
      files: async () => ({ 'consent.js': (await bundled(alone)).script }),
      parts: ({ base, scripts }) => ({ head: `${list(scripts)}${deferred(`${base}/consent.js`)}` }),
      notice: '#banner',
      allow: '#banner [data-action=all]',
    },
  ]
}

/** @type {import('./contestant.mjs').Contestant[]} */
export const peers = [vanilla(), orejime(), osano(), klaro(), tarteaucitron(), ...c15t()]
