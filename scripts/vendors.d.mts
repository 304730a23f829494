/** Vendors whose scripts can be had. */
export type VendorName = 'posthog' | 'mixpanel' | 'amplitude'
/** The names of all vendors there are. */
export const VENDOR_NAMES: readonly VendorName[]
/** Bundles all of them for the stories. */
export function bundleVendors(): Promise<void>
/** Bundles a vendor's package as one classic script, unless that has been done for this version. Gives its path. */
export function bundleVendor(name: VendorName, folder?: string): Promise<string>
