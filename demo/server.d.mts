/** The demo's server: the mail service, the published tag, and an endpoint that counts what arrives. */
export function startDemo(options?: { port?: number; host?: string; tag?: string }): Promise<{
  /** Ends in a slash. */
  url: string
  /** What arrived at the analytics endpoint: how many events, and each one's name in order. */
  counter(): { count: number; names: string[] }
  close(): Promise<void>
}>
