// What a developer is told of while writing it: every marked line must fail to compile, for the reason given.

import { type Config, createConsent, type Decision, type NoticeConfig, type Stored, type Theme } from '../../src/index'

const policy = { url: '/privacy', version: '1' }
const service = { name: 'Example Mail' }

// @ts-expect-error the policy is missing: a notice without one promises nothing
export const withoutPolicy: Config = { service }

// @ts-expect-error a decision is allow, refuse or ask
export const accept: Decision = 'accept'

// @ts-expect-error names are globs, never regular expressions
export const pattern: Stored = { name: /_ga/ }

// @ts-expect-error lifetimes are whole days or 'session'
export const lifetime: Stored = { name: '_ga', days: '13 months' }

// @ts-expect-error there is no such key
export const unknownKey: Config = { service, policy, colour: 'pink' }

// @ts-expect-error corners are pixels, not lengths of a style sheet
export const length: Theme = { radius: '1em' }

// @ts-expect-error a place has a side where lines begin or end, not a left or a right one
export const left: NoticeConfig = { position: 'bottom-left' }

export function use(): void {
  const consent = createConsent({ service, policy })
  // @ts-expect-error what is decided is not a boolean
  consent.choose({ analytics: true })
  // @ts-expect-error there is no such event
  consent.on('accept', () => undefined)
  // @ts-expect-error there is no such view
  void consent.open('banner')
  // @ts-expect-error the record is read, not written
  consent.record = null
}
