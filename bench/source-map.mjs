// Which place in the source a place in a built file comes from (ECMA-426).

import { readFileSync } from 'node:fs'

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * The map of a built file, by name, as `node scripts/build.mjs --maps` wrote it.
 *
 * @returns {{ line: number, column: number, source: string | null, sourceLine: number }[]} where each run of characters
 *   begins and where it is from, in the file's order; lines from 0
 */
export function readMap(name) {
  const { sources, mappings } = JSON.parse(readFileSync(new URL(`../.vite/maps/${name}.json`, import.meta.url), 'utf8'))
  const places = []
  let [source, sourceLine] = [0, 0]
  for (const [line, segments] of mappings.split(';').entries()) {
    let column = 0
    for (const segment of segments.split(',').filter(Boolean)) {
      const [byColumns, bySources, byLines] = decoded(segment)
      column += byColumns
      source += bySources ?? 0
      sourceLine += byLines ?? 0
      places.push({ line, column, source: bySources === undefined ? null : moduleName(sources[source]), sourceLine })
    }
  }
  return places
}

/** Five bits a digit, the lowest first; of a number the lowest bit is its sign. */
function decoded(segment) {
  const numbers = []
  let [value, shift] = [0, 0]
  for (const character of segment) {
    const digit = DIGITS.indexOf(character)
    value |= (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    ;[value, shift] = [0, 0]
  }
  return numbers
}

/** `gate/index.ts`, `preact`, `virtual:ui`: what people call it. */
function moduleName(source) {
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? []
  return (
    dependency ??
    source
      .replace(/^.*?src\//, '')
      .replace(/^.*?\0?virtual:/, 'virtual:')
      .replace(/[?\0].*$/, '')
  )
}
