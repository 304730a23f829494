// Whose name is it: cookie and storage names to the service that declared them, in the same time for 1 rule or 1,000.

import type { Site, StoredKind } from './config'

/** Finds who declared a name. */
export interface Rules {
  /**
   * Id of the service that declared `name`; `undefined` when nobody did. Exact names win over globs, longer prefixes
   * over shorter.
   */
  ownerOf(kind: StoredKind, name: string): string | undefined
  /** Exact names of one kind. */
  namesOf(kind: StoredKind): string[]
  /** Whether anything of a kind is declared: where nothing is, a page need not touch that storage at all. */
  declares(kind: StoredKind): boolean
}

/** Compiles a site's declarations: exact names in one map, globs by the text before their first `*` in another. */
export function compileRules(site: Site): Rules {
  const exact = new Map<string, string>()
  const kinds = new Set<StoredKind>()
  const globs = new Map<string, [glob: string, owner: string][]>()
  for (const { services } of site.categories)
    for (const { id, cookies, storage } of services) {
      const declare = (usual: StoredKind, { name, kind = usual }: { name: string; kind?: StoredKind }) => {
        const key = `${kind}:${name}`
        const [prefix = ''] = key.split('*')
        kinds.add(kind)
        if (prefix === key) exact.set(key, id)
        else globs.set(prefix, [...(globs.get(prefix) ?? []), [key, id]])
      }
      for (const each of cookies) declare('cookie', each)
      for (const each of storage) declare('local', each)
    }
  const lengths = [...new Set([...globs.keys()].map((prefix) => prefix.length))].sort((a, b) => b - a)

  return {
    ownerOf(kind, name) {
      const key = `${kind}:${name}`
      if (exact.has(key)) return exact.get(key)
      for (const length of lengths)
        for (const [glob, owner] of globs.get(key.slice(0, length)) ?? []) if (matchesGlob(key, glob)) return owner
      return undefined
    },
    declares: (kind) => kinds.has(kind),
    namesOf: (kind) =>
      [...exact.keys()].flatMap((key) => (key.startsWith(`${kind}:`) ? key.slice(kind.length + 1) : [])),
  }
}

/** Whether `text` fits a glob in which `*` stands for any run of characters. Linear: takes the first fit of each piece. */
export function matchesGlob(text: string, glob: string): boolean {
  const [first = '', ...pieces] = glob.split('*')
  const last = pieces.pop()
  if (last === undefined) return text === glob
  let at = first.length
  if (!text.startsWith(first) || text.length < at + last.length || !text.endsWith(last)) return false
  for (const piece of pieces) {
    at = text.indexOf(piece, at)
    if (at < 0) return false
    at += piece.length
  }
  return at + last.length <= text.length
}
