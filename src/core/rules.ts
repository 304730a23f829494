// Whose name, whose address is it: found in the same time for 1 rule or 1,000.

import type { Site, Stored, StoredKind } from './config'

/** Kinds of our own: what an optional service declared, wherever it is kept, and where code and content come from. */
const ANY = 'any'
const HOST = 'host'

/** Finds who declared a name or an address. */
export interface Rules {
  /**
   * Id of the service that declared `name`; `undefined` when nobody did. Exact names win over globs, longer prefixes
   * over shorter. A name that an optional service declared for one store is its own in every other one too: vendors fall
   * back from one to the next and keep the visitor's id there.
   */
  ownerOf(kind: StoredKind, name: string): string | undefined
  /** Id of the service that an address belongs to: the longest host, then the longest path. */
  hostOwner(address: string, base: string): string | undefined
  /** Every exact name there is, of any kind. */
  names: string[]
  /** Whether any service has hosts: where none has, no address has to be looked at. */
  hasHosts: boolean
  /** Ids of the services that declared anything of a kind, joined by spaces. */
  declarersOf(kind: StoredKind): string
}

/** Compiles a site's declarations. */
export function compileRules({ categories }: Pick<Site, 'categories'>): Rules {
  const declarers = new Map<string, Set<string>>()
  const names: string[] = []
  /** Globs with their owners, by kind and the text before their first `*`. */
  const owners = new Map<string, [glob: string, id: string][]>()
  /** Which lengths texts before a `*` have: a name is looked up by no other. */
  const lengths: boolean[] = []
  const add = (kind: string, glob: string, id: string) => {
    const [prefix = ''] = glob.split('*')
    owners.set(kind + prefix, [...(owners.get(kind + prefix) ?? []), [glob, id]])
    lengths[prefix.length] = true
    declarers.set(kind, (declarers.get(kind) ?? new Set()).add(id))
  }
  const find = (kinds: string[], name: string) => {
    for (let length = Math.min(lengths.length, name.length); length >= 0; length--)
      if (lengths[length])
        for (const kind of kinds)
          for (const [glob, id] of owners.get(kind + name.slice(0, length)) ?? [])
            if (matchesGlob(name, glob)) return id
    return undefined
  }

  for (const { required, services } of categories)
    for (const { id, cookies, storage, hosts } of services) {
      const declare = (usual: StoredKind, stored: Stored[]) => {
        for (const { name, kind = usual } of stored) {
          add(kind, name, id)
          if (!required) add(ANY, name, id)
          if (!name.includes('*')) names.push(name)
        }
      }
      declare('cookie', cookies)
      declare('local', storage)
      for (const host of hosts) {
        const { hostname, pathname } = new URL(`http://${host.toLowerCase()}`)
        add(HOST, `${hostname}${pathname}*`, id)
      }
    }
  return {
    ownerOf: (kind, name) => find([kind, ANY], name),
    hostOwner(address, base) {
      try {
        const { hostname, pathname } = new URL(address, base)
        // A host may be written with a dot at its end, and is the same.
        for (const domain of domainsOf(hostname.replace(/\.$/, ''))) {
          const id = find([HOST], domain + pathname.toLowerCase())
          if (id) return id
        }
      } catch {
        // Not an address: nothing is loaded from it.
      }
      return undefined
    },
    names,
    hasHosts: declarers.has(HOST),
    declarersOf: (kind) => [...(declarers.get(kind) ?? [])].join(' '),
  }
}

/** `a.b.co.kr` → itself, `b.co.kr`, `co.kr`, `kr`. */
export function domainsOf(hostname: string): string[] {
  return hostname.split('.').map((_, index, labels) => labels.slice(index).join('.'))
}

/** Whether `text` fits a glob in which `*` stands for any run of characters. Linear: takes the first fit of each piece. */
export function matchesGlob(text: string, glob: string): boolean {
  const [first = '', ...pieces] = glob.split('*')
  let at = first.length
  // Prototype has an `entries` of its own on arrays, which gives no pairs.
  pieces.forEach((piece, index) => {
    const found = pieces[index + 1] === undefined ? text.lastIndexOf(piece) : text.indexOf(piece, at)
    // Behind the end there is nothing to be found: one that is missing makes all of it unfit.
    at = found < at ? Number.POSITIVE_INFINITY : found + piece.length
  })
  return text.startsWith(first) && text.length === at
}
