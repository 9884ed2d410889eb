import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { freePort } from '../process/free-port.ts'
import { ServerProcess } from '../process/server-process.ts'
import { temporaryFolder } from '../process/temporary-folder.ts'
import { isWithoutBrowser, openBrowser, walk } from './browser.ts'
import { ConsolePages } from './console-pages.ts'
import { fill, texts } from './texts.ts'

const words = texts['zh-CN']
let browser: Browser | undefined

beforeAll(async () => {
  if (!isWithoutBrowser) browser = await openBrowser()
}, 60_000)

afterAll(() => browser?.close())

test.skipIf(isWithoutBrowser)(
  'the first hour: sign in, make an app, talk on both sides, come back after a restart',
  async () => {
    if (!browser) throw new Error('no browser')
    await using folder = await temporaryFolder()
    const args = ['--port', String(await freePort()), '--data', folder.path]
    await using first = await ServerProcess.start({ args })
    const options = { locale: 'zh-CN', viewport: { width: 1440, height: 900 } }

    await walk(browser, 'first-run', options, async ({ page }) => {
      const pages = new ConsolePages(page, words)
      await page.goto(first.url)
      await pages.signIn(passwordOf(first))
      const appId = await pages.createApp('生鲜商城')
      await showAndCopyKey(pages, page)
      await createAccounts(pages, page)
      await talk(pages)
      await lookAtAccounts(pages, page)

      await page.goBack()
      await talkAcrossRestart(pages, page, async () => {
        await first.stop()
        await pages.isShown('left', 'reconnecting')
        await pages.isShown('right', 'reconnecting')
        return ServerProcess.start({ args })
      })
      expect(page.url()).toContain(`/apps/${appId}/try`)
    })
  },
  120_000,
)

function passwordOf({ stdout }: ServerProcess): string {
  return /password: (\S+)$/m.exec(stdout)?.[1] ?? ''
}

async function showAndCopyKey(pages: ConsolePages, page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const key = await pages.showKey()
  await pages.copyKey()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
}

async function createAccounts(pages: ConsolePages, page: Page): Promise<void> {
  await pages.open('accounts')
  await pages.createAccount('ann')
  await pages.createAccount('bob')
  await page.getByText(fill(words.accounts.table.total, { total: '3' })).waitFor()
}

async function talk(pages: ConsolePages): Promise<void> {
  await pages.open('try')
  await pages.choose('left', 'ann')
  await pages.choose('right', 'bob')
  await pages.isShown('left', 'online')
  await pages.isShown('right', 'online')
  await pages.say('left', '在吗？')
  await pages.heard('在吗？', 'right')
  await pages.say('right', '在的。')
  await pages.heard('在的。', 'left')
  for (const side of ['left', 'right'] as const) {
    await pages.frames(side).getByText('message.send', { exact: true }).first().waitFor()
    await pages.frames(side).getByText('message.received', { exact: true }).first().waitFor()
  }
}

async function lookAtAccounts(pages: ConsolePages, page: Page): Promise<void> {
  await pages.open('accounts')
  for (const userId of ['ann', 'bob', 'administrator']) await pages.account(userId).waitFor()
  const { builtIn } = words.accounts.table
  expect(await page.getByText(builtIn, { exact: true }).count()).toBe(1)
}

async function talkAcrossRestart(
  pages: ConsolePages,
  page: Page,
  restart: () => Promise<ServerProcess>,
): Promise<void> {
  await pages.isShown('left', 'online')
  await pages.isShown('right', 'online')
  await using _second = await restart()
  await pages.say('left', '重启之后我们还能说话。')
  await pages.heard('重启之后我们还能说话。', 'right')

  await page.reload()

  await pages.isShown('left', 'online')
  for (const text of ['在吗？', '在的。', '重启之后我们还能说话。']) {
    await pages.message('left', text).waitFor()
    await pages.message('right', text).waitFor()
  }
}
