// Set-up of every file of stories: the first one waits for the browser here, not within the time of a test.

import { beforeAll } from 'vitest'
import { theBrowser } from './browser'

beforeAll(async () => {
  await theBrowser()
}, 120_000)
