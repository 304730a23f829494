// A developer's page: the package by its name, bundled by vite.

import { createConsent } from 'dongui'
import { storyConfig } from '../../support/story-config'

const consent = createConsent(storyConfig)
consent.on('change', ({ changed }) => Object.assign(window, { changed }))
document.querySelector('#settings')?.addEventListener('click', () => void consent.open('settings'))
