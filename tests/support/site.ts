// A web server on this machine that answers by host name, so every story has origins, cookies and a log of its own.

import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { engine } from './browser'
import { ERROR_RECORDER } from './drivers/webkit'

/** A request as it reached the server. `path` is with its query. */
export interface LoggedRequest {
  host: string
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
  /** Of the answer; 0 until there is one. */
  status: number
}

export interface FileOptions {
  status?: number
  headers?: Record<string, string | string[]>
  /** Answers only after so many milliseconds. Rather than that, hold it back by `release`. */
  delayMs?: number
  /** Breaks the connection off instead of an answer: as without a network. */
  isCut?: boolean
  /** Answers only once this resolves: the way to say "after" without a clock. */
  release?: Promise<unknown>
}

/** For an answer that a story holds back (`release`), until it opens the way. */
export function gateway() {
  let open: (value?: unknown) => void = () => undefined
  const release = new Promise((resolve) => {
    open = resolve
  })
  return { release, open }
}

/** What a file holds, or what answers each request for it. */
export type Body = string | Uint8Array | ((request: LoggedRequest) => string | Promise<string>)

/** One host name and what lies there. */
export interface Host {
  /** `http://s1.localhost:1234` */
  readonly origin: string
  /** `s1.localhost` */
  readonly name: string
  /** Puts an HTML page at a path. */
  page(path: string, html: Body, options?: FileOptions): void
  /** Puts a file at a path; its type comes from its ending. */
  file(path: string, body: Body, options?: FileOptions): void
  /** What every other path answers, as JSON: a host that takes whatever is sent to it. */
  rest(body: Body, options?: FileOptions): void
}

/** A story's own corner of the web. */
export interface Site extends Host {
  /** A subdomain of this site, in the same jar where a cookie says so: `www` is `www.s1.localhost`. */
  subdomain(label: string): Host
  /** Another site, a third party: `tracker` is `tracker-s1.localhost`. */
  elsewhere(label: string): Host
  /** What has reached any of the story's hosts, in order; without favicons and without the harness's own requests. */
  readonly requests: readonly LoggedRequest[]
  /** How many requests there were for paths that begin so, on any of the story's hosts. */
  count(pathPrefix: string): number
  /** Paths that a page asks for again and again by itself: they keep it from nothing. */
  readonly polls?: readonly string[]
  /** How many of them have not been answered to the end yet. */
  pending(): number
}

interface Resource {
  body: Body
  type: string
  options: FileOptions
}

interface Story {
  requests: LoggedRequest[]
  pending: number
}

/** Where the harness itself asks the server something: answered, never logged. */
export const PING_PATH = '/~ping'

/** Where a host keeps what its other paths answer; no path is like that. */
const REST = '*'

const TAG_PATH = '/dongui/'
const TAG_FOLDER = fileURLToPath(new URL('../../dist/tag', import.meta.url))
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
}

const resources = new Map<string, Map<string, Resource>>()
const stories = new Map<string, Story>()
let port: Promise<number> | null = null
let lastStory = 0

/** A new site, on a host name no other story of this process has. What was built lies under `/dongui/` on all its hosts. */
export async function createSite(): Promise<Site> {
  port ??= listen()
  const number = await port
  const name = `s${++lastStory}.localhost`
  const story: Story = { requests: [], pending: 0 }
  const hosts = new Map<string, Host>()
  const host = (hostName: string) => {
    const known = hosts.get(hostName) ?? addHost(hostName, number, story)
    hosts.set(hostName, known)
    return known
  }
  return {
    ...host(name),
    subdomain: (label) => host(`${label}.${name}`),
    elsewhere: (label) => host(`${label}-${name}`),
    requests: story.requests,
    count: (pathPrefix) => story.requests.filter(({ path }) => path.startsWith(pathPrefix)).length,
    pending: () => story.pending,
  }
}

function addHost(name: string, port: number, story: Story): Host {
  const here = new Map<string, Resource>()
  resources.set(name, here)
  stories.set(name, story)
  return {
    name,
    origin: `http://${name}:${port}`,
    page: (path, html, options = {}) => void here.set(path, { body: html, type: 'text/html', options }),
    file: (path, body, options = {}) =>
      void here.set(path, { body, type: TYPES[extname(path)] ?? 'application/octet-stream', options }),
    rest: (body, options = {}) => void here.set(REST, { body, type: 'application/json', options }),
  }
}

function listen(): Promise<number> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500)
      response.end(String(error))
    })
  })
  server.unref() // the run may end while a browser still holds a connection
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = request.headers.host?.replace(/:\d+$/, '') ?? ''
  const path = request.url ?? '/'
  const story = stories.get(host)
  if (!story || path === '/favicon.ico' || path.startsWith(PING_PATH)) {
    response.writeHead(204, { 'cache-control': 'no-store' }).end()
    return
  }
  const { method = 'GET', headers } = request
  const logged: LoggedRequest = { host, method, path, headers, body: '', status: 0 }
  story.requests.push(logged)
  story.pending++
  response.once('close', () => {
    story.pending--
    logged.status = response.statusCode
  })
  request.setEncoding('utf8')
  for await (const piece of request) logged.body += piece

  const pathname = path.replace(/[?#].*/, '')
  const here = resources.get(host)
  const resource = here?.get(path) ?? here?.get(pathname) ?? here?.get(REST)
  if (resource) await send(resource, logged, response)
  else if (pathname.startsWith(TAG_PATH)) sendBuiltFile(pathname.slice(TAG_PATH.length), response)
  else response.writeHead(404, { 'content-type': 'text/plain' }).end(`nothing at ${path}`)
}

async function send(
  { body, type, options }: Resource,
  request: LoggedRequest,
  response: ServerResponse,
): Promise<void> {
  const { status = 200, headers, delayMs, release, isCut } = options
  if (isCut) {
    response.destroy()
    return
  }
  if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs))
  await release
  const content = typeof body === 'function' ? await body(request) : body
  // `no-cache` asks each time, so counts are the same in all engines; `no-store` would keep pages out of the bfcache.
  const all = {
    'content-type': `${type}${type.startsWith('image/') ? '' : '; charset=utf-8'}`,
    'cache-control': 'no-cache',
    ...lowerCased(headers),
  }
  response.writeHead(status, all)
  response.end(type === 'text/html' && typeof content === 'string' ? withErrorRecorder(content, all) : content)
}

function lowerCased(headers: FileOptions['headers'] = {}): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** See `ERROR_RECORDER`. A page whose policy lets no inline script run goes without. */
function withErrorRecorder(html: string, headers: Record<string, string | string[]>): string {
  if (engine !== 'webkit') return html
  const policy = String(headers['content-security-policy'] ?? '')
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
  if (policy && !nonce) return html
  return html.replace(
    /<head(?:\s[^>]*)?>/i,
    (head) => `${head}<script nonce="${nonce ?? ''}">${ERROR_RECORDER}</script>`,
  )
}

function sendBuiltFile(name: string, response: ServerResponse): void {
  const file = normalize(join(TAG_FOLDER, name))
  if (!file.startsWith(TAG_FOLDER + sep) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end(`nothing in dist/tag at ${name}; built?`)
    return
  }
  response.writeHead(200, {
    'content-type': `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*', // chunks are fetched with CORS, as integrity demands, also from another host
  })
  createReadStream(file).pipe(response)
}
