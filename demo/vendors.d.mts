/** Bundles the vendors' scripts from their packages, unless that has been done for this version. */
export function buildVendors(): Promise<void>
