import { Operator, callRest } from '../process/operator.ts'
import { ServerProcess, unattended } from '../process/server-process.ts'
import { testRoot } from '@yanshu/server/testing'
import { openBrowser } from './browser.ts'
import { ConsolePages } from './console-pages.ts'
import { texts } from './texts.ts'
import { multiAccountImport, registerIMApp } from '@yanshu/protocol'
import { mkdirSync } from 'node:fs'
const out = '/tmp/shots-walk'
mkdirSync(out, { recursive: true })
const server = await ServerProcess.start({ args: ['--port', '0', '--ephemeral'], env: { ...unattended, YANSHU_DEFAULT_PLAN: 'developer' } })
const browser = await openBrowser()
const combos = [
  ['zh-CN', 'light', 1440], ['en-US', 'dark', 1024], ['zh-CN', 'dark', 1440], ['en-US', 'light', 1024],
  ['zh-CN', 'light', 1024], ['en-US', 'dark', 1440], ['zh-CN','dark',1024], ['en-US','light',1440],
] as const
const op = await Operator.signIn(server.url)
for (const [locale, scheme, width] of combos) {
  const name = `${locale}-${scheme}-${width}`
  const w = texts[locale]
  const context = await browser.newContext({ locale, colorScheme: scheme, viewport: { width, height: width === 1440 ? 900 : 768 } })
  const page = await context.newPage()
  page.setDefaultTimeout(10000)
  const shot = async (what: string) => { await page.waitForTimeout(350); await page.screenshot({ path: `${out}/${name}-${what}.png` }) }
  const c = new ConsolePages(page, w)
  try {
  await page.goto(server.url)
  await page.getByRole('button', { name: w.login.submit }).waitFor()
  await shot('01-login')
  await page.getByRole('button', { name: w.login.submit }).click()
  await page.getByLabel(w.login.password, { exact: true }).fill('wrong-password')
  await page.getByRole('textbox', { name: w.login.user }).fill('root')
  await page.getByRole('button', { name: w.login.submit }).click()
  await shot('02-login-wrong')
  await c.signIn(testRoot.password)
  await shot('03-overview')
  await page.getByRole('button', { name: w.overview.create }).first().click()
  await shot('04-create-app')
  await page.keyboard.press('Escape')
  const id = await c.createApp(locale === 'zh-CN' ? '生鲜商城' : 'Fresh Market')
  await shot('05-basic')
  await page.evaluate(() => { for (const e of document.querySelectorAll('*')) if (e.scrollHeight > e.clientHeight + 50 && getComputedStyle(e).overflowY !== 'visible') e.scrollTop = 9999; window.scrollTo(0, 9999) })
  await shot('06-basic-end')
  await c.open('accounts')
  await page.getByText('administrator', { exact: true }).first().waitFor()
  await shot('07-accounts-new')
  const nicks = locale === 'zh-CN' ? ['林小满', '周远', '陈默'] : ['Alice Carter', 'Robert', 'Chen Mo']
  const { appId } = { appId: id }
  await page.getByRole('button', { name: w.accounts.toolbar.create }).click()
  await shot('08-create-account')
  await page.keyboard.press('Escape')
  await c.createAccount('ann'); await c.createAccount('bob')
  const { SecretKey } = await op.act((await import('@yanshu/protocol')).describeSecret, { SDKAppID: appId })
  await callRest(server.url, { appId, key: SecretKey }, multiAccountImport, { AccountList: [ ...nicks.map((Nick, at) => ({ UserID: `user-${at}`, Nick })), { UserID: 'w'.repeat(32), Nick: '很长的昵称'.repeat(12) }, ...Array.from({ length: 40 }, (_, at) => ({ UserID: `member-${at}` }))] })
  await page.reload(); await page.getByText('administrator', { exact: true }).first().waitFor().catch(() => {})
  await shot('09-accounts-full')
  await page.getByRole('checkbox').nth(2).check().catch(() => {})
  await shot('10-accounts-selected')
  await page.getByRole('button', { name: w.accounts.toolbar.import }).click()
  await shot('11-import'); await page.keyboard.press('Escape')
  await page.getByRole('button', { name: new RegExp(`^${w.common.edit} `) }).first().click()
  await shot('12-edit'); await page.keyboard.press('Escape'); await page.waitForTimeout(300)
  await c.open('usersig'); await shot('13-usersig')
  const sig = await c.generateUserSig('ann'); await c.verifyUserSig('ann', sig); await shot('14-usersig-full')
  await c.open('try'); await shot('15-try-empty')
  await c.choose('left', 'w'.repeat(32)); await shot('16-try-one')
  await c.choose('left', 'ann'); await c.choose('right', 'user-0')
  await c.isShown('left','online'); await c.isShown('right','online')
  await c.say('left', locale === 'zh-CN' ? '你好，在吗？' : 'Hello, are you there?'); await c.heard(locale === 'zh-CN' ? '在吗' : 'there', 'right')
  await c.say('right', locale === 'zh-CN' ? '在的，刚看到消息。订单已经发货了，预计明天下午送到，您注意查收。' : 'Yes. Your order has left our store and should arrive tomorrow afternoon, somewhere between two and five.')
  await c.say('left', 'x'.repeat(300)); await c.heard('xxx', 'right')
  await shot('17-try-full')
  await page.goto(`${server.url}/apps/${appId}/nope`); await shot('18-not-found')
  await page.goto(`${server.url}/`); await page.getByRole('button', { name: w.plans.viewOf.split('{')[0]?.trim() ?? '' }).first().click().catch(() => {}); await shot('19-plans')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: w.common.userMenu }).click(); await shot('20-user-menu')
  } catch (e) { console.log(name, String(e).slice(0, 400)); await shot('99-failed') }
  await context.close()
  console.log(name)
}
await browser.close(); await server.stop()
