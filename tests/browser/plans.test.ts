import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { describeAppAndAccountInfo } from '@yanshu/protocol'
import { TestServer } from '@yanshu/server/testing'
import type { TestApp } from '@yanshu/server/testing'
import { DAY, movingClockAt } from '../doors/moving-clock.ts'
import { putOnPlan, seedApp } from '../doors/seed.ts'
import { isWithoutBrowser, openBrowser, walk } from './browser.ts'
import { ConfigPages } from './config-pages.ts'
import { fill, texts } from './texts.ts'
import type { Texts } from './texts.ts'

const languages = ['zh-CN', 'en-US'] as const

/** Longer than a developer edition is valid. */
const TRIAL = 40 * DAY

let browser: Browser | undefined

beforeAll(async () => {
  if (!isWithoutBrowser) browser = await openBrowser()
}, 60_000)

afterAll(() => browser?.close())

interface Visit {
  readonly page: Page
  readonly pages: ConfigPages
  readonly words: Texts
}

async function visit(
  im: TestServer,
  language: (typeof languages)[number],
  name: string,
  steps: (visit: Visit) => Promise<void>,
): Promise<void> {
  if (!browser) throw new Error('no browser')
  const options = { locale: language, viewport: { width: 1280, height: 900 } }
  await walk(browser, `${name}-${language}`, options, async ({ page }) => {
    const words = texts[language]
    const pages = new ConfigPages(page, words)
    await pages.enter(im.url)
    await steps({ page, pages, words })
  })
}

/** Answers with the app as the console sees it. */
function look(im: TestServer, { appId }: TestApp) {
  return im.act(describeAppAndAccountInfo, { SDKAppID: appId })
}

const each = test.skipIf(isWithoutBrowser).each(languages)

each(
  'premium settings of a standard app lead to the upgrade, and open after it: %s',
  async (language) => {
    await using im = await TestServer.start({ defaultPlan: 'standard' })
    const app = await seedApp(im)
    await visit(im, language, 'premium-gates', async ({ page, pages, words }) => {
      const { features, plans, common } = words
      await pages.open(app.appId, 'features/login', features.login.page)
      const { UserStatus, MessageExtension, MassPush, FriendCheck } = features.switches
      const gated = [UserStatus, MessageExtension, MassPush, features.pullCount]
      for (const { title } of gated) {
        expect(await pages.editButton(title).isDisabled()).toBe(true)
        await pages.shows(title, plans.premiumOnly)
      }
      expect(await pages.editButton(FriendCheck.title).isEnabled()).toBe(true)
      const link = fill(plans.upgradeFor, { feature: UserStatus.title })
      await page.getByRole('button', { name: link, exact: true }).click()
      await upgrade(page, pages, words, { to: common.plans.premium, months: '3' })
      await pages.turn(UserStatus.title, true)
      await page.getByText(plans.premiumOnly, { exact: true }).waitFor({ state: 'detached' })
    })
    expect(await look(im, app)).toMatchObject({ Plan: 'premium', Billing: 'current' })
  },
  120_000,
)

/** Goes through an open upgrade dialog to the end. */
async function upgrade(
  page: Page,
  pages: ConfigPages,
  { plans }: Texts,
  wanted: { readonly to: string; readonly months: string },
): Promise<void> {
  const dialog = pages.dialog(plans.title)
  const now = dialog.getByRole('button', { name: plans.upgradeNow, exact: true })
  await dialog.getByRole('radio', { name: wanted.to, exact: true }).check()
  await dialog.getByRole('spinbutton', { name: plans.months }).fill(wanted.months)
  expect(await now.isDisabled()).toBe(true)
  await dialog.getByRole('checkbox', { name: plans.agree }).check()
  await now.click()
  await pages.confirm(page.getByRole('dialog').filter({ hasText: plans.upgradeQuestion }))
  await pages.toast(fill(plans.upgraded, { plan: wanted.to }))
  await dialog.waitFor({ state: 'detached' })
}

each(
  'the comparison on the overview has its 14 rows, and moves a developer app on: %s',
  async (language) => {
    await using im = await TestServer.start({ defaultPlan: 'developer' })
    const app = await seedApp(im)
    await visit(im, language, 'overview-upgrade', async ({ page, pages, words }) => {
      const { plans, common } = words
      const name = fill(plans.viewOf, { name: 'test' })
      await page.getByRole('button', { name, exact: true }).click()
      const dialog = pages.dialog(plans.title)
      for (const item of Object.values(plans.items)) {
        await dialog.getByRole('rowheader', { name: item, exact: true }).waitFor()
      }
      expect(await dialog.getByRole('rowheader').count()).toBe(14)
      await dialog.getByText(plans.neverBack).waitFor()
      await upgrade(page, pages, words, { to: common.plans.standard, months: '' })
      await page.getByText(common.plans.standard, { exact: true }).waitFor()
    })
    expect(await look(im, app)).toMatchObject({ Plan: 'standard', ExpireTime: null })
  },
  120_000,
)

each(
  'a developer app that ran out is extended by a month: %s',
  async (language) => {
    const clock = movingClockAt(Date.now() - TRIAL)
    await using im = await TestServer.start({ defaultPlan: 'developer' }, { now: clock.now })
    const app = await seedApp(im)
    clock.pass(TRIAL)
    await visit(im, language, 'extension', async ({ page, pages, words }) => {
      const { basic, common } = words
      await pages.open(app.appId, 'basic', basic.title)
      await pages.shows(basic.plan.title, common.appStatus.expired)
      await page.getByRole('button', { name: basic.extend.apply, exact: true }).click()
      await pages.confirm(page.getByRole('dialog').filter({ hasText: basic.extend.title }))
      await pages.toast(basic.extend.done)
      await pages.shows(basic.plan.title, common.appStatus.enabled)
      expect(await page.getByText(basic.trouble.trialEnded).count()).toBe(0)
    })
    expect((await im.platform.im.apps.get(app.appId)).expiresAt).toBeGreaterThan(
      clock.now() + 27 * DAY,
    )
  },
  120_000,
)

each(
  'a paid app is marked as in arrears and as refunded, and renewing revives it: %s',
  async (language) => {
    await using im = await TestServer.start({ defaultPlan: 'developer' })
    const app = await seedApp(im)
    await putOnPlan(im, app, 'standard')
    await visit(im, language, 'billing', async ({ page, pages, words }) => {
      const { basic, common, plans } = words
      await pages.open(app.appId, 'basic', basic.title)
      await mark(page, pages, words, 'arrears')
      const { StopTime } = await look(im, app)
      expect(StopTime).not.toBeNull()
      const [before = ''] = basic.trouble.willStop.split('{{')
      await pages.card(basic.plan.title).getByText(before).waitFor()
      await mark(page, pages, words, 'refunded')
      await pages.shows(basic.plan.title, common.appStatus.refunded)
      await page.getByRole('button', { name: basic.trouble.renew, exact: true }).click()
      const dialog = pages.dialog(plans.title)
      const plan = common.plans.standard
      await dialog.getByRole('radio', { name: fill(plans.renew, { plan }), exact: true }).check()
      await dialog.getByRole('checkbox', { name: plans.agree }).check()
      await dialog.getByRole('button', { name: plans.renewNow, exact: true }).click()
      await pages.confirm(page.getByRole('dialog').filter({ hasText: plans.renewQuestion }))
      await pages.toast(fill(plans.renewed, { plan }))
      await pages.shows(basic.plan.title, common.appStatus.enabled)
    })
    expect(await look(im, app)).toMatchObject({ Status: 'enabled', Billing: 'current' })
  },
  120_000,
)

/** Says through More what the payment of a plan is. */
async function mark(
  page: Page,
  pages: ConfigPages,
  { basic }: Texts,
  state: 'arrears' | 'refunded',
): Promise<void> {
  await page.getByRole('button', { name: basic.more.title }).click()
  await page.getByRole('menuitem', { name: basic.billing.set[state], exact: true }).click()
  await pages.confirm(page.getByRole('dialog').filter({ hasText: basic.billing.set[state] }))
  await pages.shows(basic.plan.title, basic.billing.states[state])
}
