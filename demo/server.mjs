// Serves the mail service, the tag, and a counter: the address that analytics events are sent to, which says what came.

import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import sirv from 'sirv'

const root = fileURLToPath(new URL('..', import.meta.url))
const MOST_BODY_BYTES = 1_000_000
/** Behind what the counter is asked itself; anything else under `/collect/` is an event on its way in. */
const STATS = '/collect/stats'
const RESET = '/collect/reset'

/**
 * Starts the service. Port 0 takes a free one; a taken one rejects with `EADDRINUSE`.
 *
 * @param {{ port: number, host?: string, tag?: string }} options `tag`: folder with `dongui.js`, from the project's root
 * @returns {Promise<{ url: string, counter(): { count: number, names: string[] }, close(): Promise<void> }>}
 *   `url` ends in a slash; `counter` gives the name of every event that arrived, in order
 */
export async function startDemo({ port, host = '127.0.0.1', tag = 'dist/tag' }) {
  // Development mode reads each file anew; with an ETag the browser asks each time and is told 304 when nothing changed.
  const pages = sirv(join(root, 'demo'), { dev: true, etag: true })
  const tagFiles = sirv(resolve(root, tag), { dev: true, etag: true })
  let names = []
  const counter = () => ({ count: names.length, names: [...names] })

  const collect = async (request, response, path) => {
    allowFrom(request, response)
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    if (path === STATS) return answer(response, counter())
    if (path === RESET && request.method === 'POST') names = []
    else names.push(...eventNames(await bodyOf(request), new URL(request.url, 'http://counter')))
    return answer(response, { status: 1 })
  }

  const server = createServer((request, response) => {
    const path = request.url.split('?', 1)[0]
    if (path.startsWith('/collect/'))
      return void collect(request, response, path).catch(() => response.writeHead(400).end()) // too much, or broken
    if (path.endsWith('.mjs')) return void response.writeHead(404).end()
    if (path === '/en' || (path === '/' && prefersEnglish(request)))
      return void response.writeHead(302, { Location: '/en/', 'Cache-Control': 'no-store' }).end()
    pages(request, response, () => tagFiles(request, response))
  })
  await new Promise((done, failed) => server.once('error', failed).listen(port, host, done))

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${server.address().port}/`,
    counter,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** Whoever chose English last time gets the English first page, without seeing the Korean one. */
function prefersEnglish(request) {
  return /(?:^|;\s*)nuri_lang=en(?:;|$)/.test(request.headers.cookie ?? '')
}

/** Analytics often live on another origin: any page may send here, cookies included. */
function allowFrom({ headers }, response) {
  response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*')
  response.setHeader('Access-Control-Allow-Credentials', String(!!headers.origin))
  response.setHeader('Access-Control-Allow-Headers', headers['access-control-request-headers'] ?? '*')
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS')
  response.setHeader('Vary', 'Origin')
}

function answer(response, value) {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(value))
}

async function bodyOf(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MOST_BODY_BYTES) throw new Error('too much')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Names of the events in a request as PostHog's clients send it: JSON, gzip of JSON (told by its magic bytes, for a
 * beacon has no headers), or a form or query field `data` with base64 of JSON. None when it is anything else.
 */
function eventNames(body, { searchParams }) {
  const isGzip = body[0] === 0x1f && body[1] === 0x8b
  const text = isGzip ? gunzipSync(body, { maxOutputLength: 10 * MOST_BODY_BYTES }).toString() : body.toString()
  const field = new URLSearchParams(text).get('data') ?? searchParams.get('data') ?? ''
  for (const json of [text, field, Buffer.from(field, 'base64').toString()]) {
    const events = eventsIn(json)
    if (events) return events.map(({ event }) => event).filter((event) => typeof event === 'string')
  }
  return []
}

/** One event, a list of them, or a batch `{ batch: [...] }`. */
function eventsIn(json) {
  try {
    const read = JSON.parse(json)
    return [read.batch ?? read].flat().filter((each) => each && typeof each === 'object')
  } catch {
    return null // not JSON: try the next encoding
  }
}
