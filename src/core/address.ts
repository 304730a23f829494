// Addresses that somebody wrote: what they may do in a page.

/** Whether an address only loads something: `javascript:` and the like are left alone (CVE-2025-31476). */
export function isLoadable(address: string, base: string): boolean {
  return /^(?:https?|blob|data|file):/.test(absolute(address, base))
}

/** An address that a visitor may be sent to, or `undefined`: pages, and what opens a mail or a telephone. */
export function linkTo(address: string | undefined, base: string): string | undefined {
  return /^(?:https?|mailto|tel|file):/.test(absolute(address ?? '', base)) ? address : undefined
}

function absolute(address: string, base: string): string {
  try {
    return new URL(address, base).href
  } catch {
    return '' // not an address at all
  }
}
