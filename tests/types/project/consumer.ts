// Somebody else's code: it takes the package by its name, and has its types without a word of configuration.

import { type Config, ConfigError, createConsent } from 'dongui'
import { readConsent } from 'dongui/server'

const config: Config = { service: { name: 'Example Mail' }, policy: { url: '/privacy', version: '1' } }
const consent = createConsent(config)
consent.on('change', ({ changed }) => changed.map((id) => id.toUpperCase()))
// @ts-expect-error a decision is allow, refuse or ask
consent.choose('accept')

export const isAllowed: boolean = readConsent('', config).allows('analytics')
export { ConfigError }
