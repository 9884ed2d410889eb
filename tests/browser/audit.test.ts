import { expect } from 'bun:test'
import { createAccount, modifyAccountInfo, setConfInfo } from '@yanshu/protocol'
import type { Page } from 'playwright-core'
import type { TestServer } from '@yanshu/server/testing'
import { fill } from './texts.ts'
import { visiting } from './visit.ts'

const { each, visit } = visiting({ defaultPlan: 'premium' })

const rows = (page: Page, action: string) =>
  page.locator('.ant-table-row').filter({ has: page.getByText(action, { exact: true }) })

async function openAudit(page: Page, title: string, query = ''): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/access/audit${query}`)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** A sub-user's call that was not permitted. */
function deny(im: TestServer, appId: number): Promise<void> {
  const resource = `qcs::im::uin/100000000001:sdkappid/${appId}`
  return im.platform.access.audit.record({
    ownerUin: '100000000001',
    uin: '100000000042',
    user: 'carol',
    door: 'console',
    action: 'im:DescribeConfInfo',
    resource,
    sourceIp: '192.0.2.7',
    requestId: 'r-1',
    code: 'UnauthorizedOperation',
    message: `you are not authorized to perform operation (im:DescribeConfInfo)\nresource (${resource}) has no permission\n`,
  })
}

each(
  'the audit trail shows what changed, and narrows to what is asked for: %j',
  (where) =>
    visit(where, 'audit', async ({ im, app, page, words }) => {
      const { audit, common } = words
      const inApp = { SDKAppID: app.appId }
      await im.act(createAccount, { ...inApp, UserID: 'eve', Nick: 'Eve' })
      await im.act(modifyAccountInfo, { ...inApp, UserID: 'eve', Nick: 'Eva' })
      await im.act(setConfInfo, { ...inApp, RecallSeconds: 60 })
      await deny(im, app.appId)
      await openAudit(page, audit.title, `?app=${app.appId}`)

      await rows(page, 'im:ModifyAccountInfo').click()
      await page.getByRole('row', { name: 'eve.Nick Eve Eva', exact: true }).waitFor()

      const link = page.getByRole('link', {
        name: fill(audit.table.simulateName, { action: 'im:DescribeConfInfo', user: 'carol' }),
      })
      const address = new URL((await link.getAttribute('href')) ?? '', page.url())
      expect(address.pathname).toBe('/access/simulator')
      expect(address.searchParams.get('resource')).toEndWith(`sdkappid/${app.appId}`)

      const action = page.getByRole('combobox', { name: audit.filter.action })
      await action.fill('im:Set*')
      await action.press('Enter')
      await page.waitForURL(/action=im/)
      await rows(page, 'im:SetConfInfo').waitFor()
      await rows(page, 'im:ModifyAccountInfo').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: audit.filter.clear, exact: true }).click()
      await page.getByRole('textbox', { name: common.sdkAppId }).fill('7')
      await page.getByRole('textbox', { name: common.sdkAppId }).press('Enter')
      await page.getByText(audit.noMatch.title).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    }),
  90_000,
)

each(
  'what matches is a file, and settings are kept: %j',
  (where) =>
    visit(where, 'audit-settings', async ({ im, app, page, pages, words }) => {
      const { audit, common } = words
      await im.act(createAccount, { SDKAppID: app.appId, UserID: 'eve' })
      await openAudit(page, audit.title, `?app=${app.appId}`)
      await page.getByRole('button', { name: audit.export.action }).click()
      const dialog = pages.dialog(audit.export.title)
      await dialog.getByText(fill(audit.export.done, { rows: '1' })).waitFor()
      const downloading = page.waitForEvent('download')
      await dialog.getByRole('button', { name: common.download }).click()
      expect((await downloading).suggestedFilename()).toBe('audit.csv')
      await dialog.getByRole('button', { name: common.cancel, exact: true }).click()

      await page.getByRole('button', { name: audit.settings.action }).click()
      const drawer = pages.dialog(audit.settings.title)
      await drawer.getByRole('spinbutton', { name: audit.settings.days }).fill('30')
      await drawer.getByRole('switch', { name: audit.settings.GatewayCalls }).check()
      await drawer.getByRole('button', { name: common.save, exact: true }).click()
      await pages.toast(audit.settings.done)
      const { RetentionDays, GatewayCalls } =
        await im.platform.access.audit.settings.of('100000000001')
      expect({ RetentionDays, GatewayCalls }).toEqual({ RetentionDays: 30, GatewayCalls: true })
    }),
  90_000,
)
