// What is on a visitor's device, as the visitor is told of it: by name, never by value. Types only.

import type { StoredKind } from './config'

/** One thing that is on this device now. Never its value. */
export interface StoredItem {
  /** Of the service that declared it; `''`: nobody did. */
  id: string
  name: string
  kind: StoredKind
  /** Why it is there still, though it was to be erased: something has it open, or it was there again at once. */
  why?: 'open' | 'again'
}

/** What this page's origin keeps on this device, as it was at the last look. */
export interface StoredNames {
  readonly items: readonly StoredItem[]
  /** Whether databases were looked for. */
  readonly hasDatabases: boolean
  look(withDatabases: boolean): Promise<void>
  /** Erases, and looks again; resolves to how many are gone. */
  erase(items: readonly StoredItem[]): Promise<number>
}
