// Whose name, whose address is it: found in the same time for 1 rule or 1,000.

import type { Site, Stored, StoredKind } from './config'

/** Finds who declared a name or an address. */
export interface Rules {
  /**
   * Id of the service that declared `name`; `undefined` when nobody did. Exact names win over globs, longer prefixes
   * over shorter. A name that an optional service declared for one store is its own in every other one too: vendors fall
   * back from one to the next and keep the visitor's id there.
   */
  ownerOf(kind: StoredKind, name: string): string | undefined
  /** Id of the service that an address belongs to: the longest host, then the longest path. Only of `http` and `ws`. */
  hostOwner(address: string, base: string): string | undefined
  /** Every exact name there is, of any kind. */
  names: string[]
  /** Whether any service has hosts: where none has, no address has to be looked at. */
  hasHosts: boolean
  /** Whether anything of a kind is declared: where nothing is, a page need not look into that store at all. */
  declares(kind: StoredKind): boolean
}

/** Compiles a site's declarations. */
export function compileRules({ categories }: Site): Rules {
  const kinds = new Set<string>()
  const names = createIndex()
  const hosts = createIndex()
  for (const { required, services } of categories)
    for (const { id, cookies, storage, hosts: own } of services) {
      const declare = (usual: StoredKind, { name, kind = usual }: Stored) => {
        kinds.add(kind)
        names.add(kind, name, id, !required)
      }
      for (const each of cookies) declare('cookie', each)
      for (const each of storage) declare('local', each)
      for (const host of own) {
        const { hostname, pathname } = new URL(`http://${host.toLowerCase()}`)
        hosts.add('', `${hostname}${pathname}*`, id)
      }
    }
  return {
    ownerOf: names.find,
    hostOwner(address, base) {
      try {
        const { protocol, hostname, pathname } = new URL(address, base)
        // A host may be written with a dot at its end, and is the same.
        const labels = (hosts.map.size && /^(http|ws)/.test(protocol) && hostname.match(/[^.]+/g)) || []
        while (labels[0]) {
          const id = hosts.find('', labels.join('.') + pathname.toLowerCase())
          if (id) return id
          labels.shift()
        }
      } catch {
        // Not an address: nothing is loaded from it.
      }
      return undefined
    },
    names: names.names,
    hasHosts: hosts.map.size > 0,
    declares: (kind) => kinds.has(kind),
  }
}

/** Who declared a name, by kind; `any`: whose it is where no other kind is declared. */
type Owners = { [kind in string]?: string }

/** What is kept under names and globs, by the text before their first `*`. */
function createIndex() {
  const map = new Map<string, Map<string, Owners>>()
  const names: string[] = []
  /** Of the texts before a `*`. */
  let lengths: number[] = []
  return {
    names,
    map,
    add(kind: string, glob: string, id: string, isAny?: boolean) {
      const [prefix = ''] = glob.split('*')
      const globs = map.get(prefix) ?? new Map<string, Owners>()
      const owners: Owners = globs.get(glob) ?? Object.create(null)
      map.set(prefix, globs.set(glob, owners))
      owners[kind] = id
      if (isAny) owners['any'] ??= id
      if (prefix === glob) names.push(glob)
      else lengths = [...new Set([...lengths, prefix.length])].sort((a, b) => b - a)
    },
    find(kind: string, name: string): string | undefined {
      for (const length of [name.length, ...lengths])
        for (const [glob, owners] of map.get(name.slice(0, length)) ?? [])
          if (matchesGlob(name, glob) && (owners[kind] ?? owners['any'])) return owners[kind] ?? owners['any']
      return undefined
    },
  }
}

/** Whether `text` fits a glob in which `*` stands for any run of characters. Linear: takes the first fit of each piece. */
export function matchesGlob(text: string, glob: string): boolean {
  const pieces = glob.split('*')
  const last = pieces.pop() ?? ''
  let at = 0
  const fits = pieces.every((piece, index) => {
    const found = text.indexOf(piece, at)
    at = found + piece.length
    return index ? found >= 0 : found === 0
  })
  return pieces[0] === undefined ? text === glob : fits && text.length >= at + last.length && text.endsWith(last)
}
