// The `document` that our builds hand to js-cookie in place of the global one, on which `<img name=cookie>` shadows the
// cookie accessor. It has the one property js-cookie uses.

import { document as page, readCookies, writeCookie } from './natives'

export const document = {
  get cookie() {
    return readCookies(page)
  },
  set cookie(text: string) {
    writeCookie(page, text)
  },
}
