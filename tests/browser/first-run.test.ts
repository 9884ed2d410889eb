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
      const console = new ConsolePages(page, words)
      await page.goto(first.url)
      await console.signIn(passwordOf(first))
      const appId = await console.createApp('生鲜商城')
      await showAndCopyKey(console, page)
      await createAccounts(console, page)
      await talk(console)
      await lookAtAccounts(console, page)

      await page.goBack()
      await talkAcrossRestart(console, page, async () => {
        await first.stop()
        await console.isShown('left', 'reconnecting')
        await console.isShown('right', 'reconnecting')
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

async function showAndCopyKey(console: ConsolePages, page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const key = await console.showKey()
  await console.copyKey()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
}

async function createAccounts(console: ConsolePages, page: Page): Promise<void> {
  await console.open('accounts')
  await console.createAccount('ann')
  await console.createAccount('bob')
  await page.getByText(fill(words.accounts.table.total, { total: '3' })).waitFor()
}

async function talk(console: ConsolePages): Promise<void> {
  await console.open('try')
  await console.choose('left', 'ann')
  await console.choose('right', 'bob')
  await console.isShown('left', 'online')
  await console.isShown('right', 'online')
  await console.say('left', '在吗？')
  await console.heard('在吗？', 'right')
  await console.say('right', '在的。')
  await console.heard('在的。', 'left')
  for (const side of ['left', 'right'] as const) {
    await console.frames(side).getByText('message.send', { exact: true }).first().waitFor()
    await console.frames(side).getByText('message.received', { exact: true }).first().waitFor()
  }
}

async function lookAtAccounts(console: ConsolePages, page: Page): Promise<void> {
  await console.open('accounts')
  for (const userId of ['ann', 'bob', 'administrator']) await console.account(userId).waitFor()
  const { builtIn } = words.accounts.table
  expect(await page.getByText(builtIn, { exact: true }).count()).toBe(1)
}

async function talkAcrossRestart(
  console: ConsolePages,
  page: Page,
  restart: () => Promise<ServerProcess>,
): Promise<void> {
  await console.isShown('left', 'online')
  await console.isShown('right', 'online')
  await using _second = await restart()
  await console.say('left', '重启之后我们还能说话。')
  await console.heard('重启之后我们还能说话。', 'right')

  await page.reload()

  await console.isShown('left', 'online')
  for (const text of ['在吗？', '在的。', '重启之后我们还能说话。']) {
    await console.message('left', text).waitFor()
    await console.message('right', text).waitFor()
  }
}
