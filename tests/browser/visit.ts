import { afterAll, beforeAll, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import type { Config, PlatformOptions } from '@yanshu/server/platform'
import { TestServer } from '@yanshu/server/testing'
import type { TestApp } from '@yanshu/server/testing'
import { seedApp } from '../doors/seed.ts'
import { isWithoutBrowser, openBrowser, walk } from './browser.ts'
import { ConfigPages } from './config-pages.ts'
import { texts } from './texts.ts'
import type { Texts } from './texts.ts'

const languages = [
  { language: 'zh-CN', width: 1440 },
  { language: 'en-US', width: 1024 },
] as const

export interface Visit {
  readonly im: TestServer
  readonly app: TestApp
  readonly page: Page
  readonly pages: ConfigPages
  readonly words: Texts
}

/**
 * For the tests of one file: `each` gives a test per language, in which `visit` signs in on a fresh
 * profile, beside a fresh app with two accounts, at a server that all of them share.
 */
export function visiting(config: Partial<Config> = {}, options: PlatformOptions = {}) {
  let browser: Browser | undefined
  let im: TestServer | undefined

  beforeAll(async () => {
    if (isWithoutBrowser) return
    browser = await openBrowser()
    im = await TestServer.start(config, options)
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await im?.[Symbol.asyncDispose]()
  })

  async function visit(
    { language, width }: (typeof languages)[number],
    name: string,
    steps: (visit: Visit) => Promise<void>,
  ): Promise<void> {
    if (!browser || !im) throw new Error('no browser')
    const server = im
    const app = await seedApp(server, 'ann', 'bob')
    const view = { locale: language, viewport: { width, height: 900 } }
    await walk(browser, `${name}-${language}`, view, async ({ page }) => {
      const words = texts[language]
      const pages = new ConfigPages(page, words)
      await pages.enter(server.url)
      await steps({ im: server, app, page, pages, words })
    })
  }

  return { each: test.skipIf(isWithoutBrowser).each(languages), visit }
}
