import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { testRoot } from '@yanshu/server/testing'
import { Operator } from '../process/operator.ts'
import { ServerProcess, unattended } from '../process/server-process.ts'
import type { Tab } from './browser.ts'
import { isWithoutBrowser, openBrowser, walk } from './browser.ts'
import { ConsolePages } from './console-pages.ts'
import { texts } from './texts.ts'

const words = texts['en-US']
let browser: Browser | undefined

beforeAll(async () => {
  if (!isWithoutBrowser) browser = await openBrowser()
}, 60_000)

afterAll(() => browser?.close())

test.skipIf(isWithoutBrowser)(
  'every page fits 1024 pixels in English and dark, and complains of nothing',
  async () => {
    if (!browser) throw new Error('no browser')
    await using server = await ServerProcess.start({
      args: ['--port', '0', '--ephemeral'],
      env: unattended,
    })
    const options = {
      locale: 'en-US',
      colorScheme: 'dark' as const,
      viewport: { width: 1024, height: 768 },
    }

    await walk(browser, 'every-page', options, async (tab) => {
      const console = new ConsolePages(tab.page, words)
      await tab.page.goto(server.url)
      await settled(tab, console, words.login.title)
      await console.signIn(testRoot.password)
      await settled(tab, console, words.overview.title)
      const appId = await seed(server.url)
      await lookAround(tab, console, appId)
      expect(tab.complaints.filter((line) => !isAboutNoSession(line))).toEqual([])
    })
  },
  120_000,
)

/** A visitor who has not signed in is told so by a status that browsers note down. */
function isAboutNoSession(complaint: string): boolean {
  return /\b401\b.* http:\S+\/session$/.test(complaint)
}

/** An app with what makes pages wide: long names and many rows. */
async function seed(url: string): Promise<number> {
  const longest = 'w'.repeat(32)
  const others = Array.from({ length: 30 }, (_, at) => `member-${at}`)
  const { appId } = await (await Operator.signIn(url)).seedApp(longest, 'ann', 'bob', ...others)
  return appId
}

async function lookAround(tab: Tab, console: ConsolePages, appId: number): Promise<void> {
  const { page } = tab
  await page.reload()
  await page.getByRole('link', { name: 'test', exact: true }).waitFor()
  await settled(tab, console, words.overview.title)
  await page.getByRole('link', { name: 'test', exact: true }).click()
  await settled(tab, console, words.basic.title)
  await console.showKey()
  await settled(tab, console, words.basic.title)
  await console.open('accounts')
  await console.account('w'.repeat(32)).waitFor()
  await settled(tab, console, words.accounts.title)
  await console.open('usersig')
  await useUserSigTool(console)
  await settled(tab, console, words.usersig.title)
  await console.open('try')
  await settled(tab, console, words.tryit.title)
  await talk(console)
  await settled(tab, console, words.tryit.title)
  await page.goto(`${new URL(page.url()).origin}/apps/${appId}/nowhere`)
  await page.getByText(words.common.notFound.text).waitFor()
  expect(await overflow(tab)).toBe(0)
}

/** Generates a UserSig and verifies it, which fills the page. */
async function useUserSigTool(console: ConsolePages): Promise<void> {
  const userSig = await console.generateUserSig('ann')
  await console.verifyUserSig('ann', userSig)
}

async function talk(console: ConsolePages): Promise<void> {
  await console.choose('left', 'w'.repeat(32))
  await console.choose('right', 'bob')
  await console.isShown('left', 'online')
  await console.isShown('right', 'online')
  await console.say('left', 'A message that is long enough to be broken into lines. '.repeat(8))
  await console.say('right', 'x'.repeat(400))
  await console.heard('x'.repeat(400), 'left')
}

/** The page is there, dark, and not wider than the window. */
async function settled(tab: Tab, console: ConsolePages, heading: string): Promise<void> {
  await console.heading(heading).waitFor()
  const background = await tab.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const [red = 255] = (/\d+/.exec(background) ?? []).map(Number)
  expect(red).toBeLessThan(64)
  expect(await overflow(tab)).toBe(0)
}

/** Pixels that the page is wider than its window. */
function overflow({ page }: Tab): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}
