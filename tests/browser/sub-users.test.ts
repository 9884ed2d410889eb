import { expect } from 'bun:test'
import type { Locator, Page } from 'playwright-core'
import {
  attachUserPolicy,
  createTags,
  describeAppAndAccountInfo,
  describeConfInfo,
  detachUserPolicy,
  modifyAppInfo,
  simulatePermission,
  tagResources,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { appName, freshName, newPolicy } from '../doors/cloud/sub-users.ts'
import { seedApp } from '../doors/seed.ts'
import { becomes, newPerson } from './people.ts'
import type { Visit } from './visit.ts'
import { visiting } from './visit.ts'

const { each, visit } = visiting()

/** QcloudIMReadOnlyAccess. */
const READ_ONLY = 3

each(
  'a read-only sub-user sees everything but keys and changes nothing: %j',
  (where) =>
    visit(where, 'read-only', async (visit) => {
      const { im, app, page, pages, words } = visit
      const { common, basic, features, accounts, overview, errors } = words
      await im.signIn()
      const name = freshName('readable')
      await named(im, app.appId, name)
      await becomes(page, im.url, words, await newPerson(im, READ_ONLY))
      await page.getByRole('link', { name, exact: true }).waitFor()
      await refuses(page, button(page, overview.create), 'im:RegisterIMApp', errors.denied.needs)

      await pages.open(app.appId, 'basic', basic.title)
      const info = pages.card(basic.info.title)
      await refuses(page, button(info, common.edit), 'im:ModifyAppInfo', errors.denied.needs)
      const key = pages.card(basic.key.title)
      await refuses(page, button(key, basic.key.show), 'im:DescribeSecret', errors.denied.needs)
      const navigation = page.getByRole('navigation', { name: common.nav.label })
      await navigation.getByRole('link', { name: common.nav.accounts }).waitFor()
      expect(await navigation.getByRole('link', { name: common.nav.try }).count()).toBe(0)

      await pages.open(app.appId, 'features/login', features.login.page)
      expect(await pages.editButton(features.recall.title).isDisabled()).toBe(true)
      await pages.open(app.appId, 'accounts', accounts.title)
      await page.getByText('ann', { exact: true }).waitFor()
      expect(await button(page, accounts.toolbar.create).isDisabled()).toBe(true)

      await page.goto(`${im.url}/access/policies`)
      await isDenied(visit, 'cam:ListPolicies', '*')
    }),
  120_000,
)

each(
  'a sub-user with a policy by tag sees and operates apps that carry the tag: %j',
  (where) =>
    visit(where, 'by-tag', async (visit) => {
      const { im, app, page, pages, words } = visit
      const { basic, features } = words
      await im.signIn()
      const key = freshName('team')
      const other = await seedApp(im)
      await named(im, app.appId, 'Tagged')
      await named(im, other.appId, 'Untagged')
      await im.act(createTags, { Tags: [{ TagKey: key, TagValue: 'red' }] })
      const policyId = await newPolicy(im, {
        effect: 'allow',
        action: 'name/im:*',
        resource: '*',
        condition: { 'for_any_value:string_equal': { 'qcs:resource_tag': [`${key}&red`] } },
      })
      await becomes(page, im.url, words, await newPerson(im, policyId))
      await page.getByText(words.overview.emptyForSubUser.title).waitFor()

      await im.act(tagResources, {
        ResourceList: [appName(app.appId)],
        Tags: [{ TagKey: key, TagValue: 'red' }],
      })
      await page.reload()
      await page.getByRole('link', { name: 'Tagged', exact: true }).waitFor()
      expect(await page.getByRole('link', { name: 'Untagged' }).count()).toBe(0)
      await pages.open(app.appId, 'features/login', features.login.page)
      await pages.turn(features.switches.FriendCheck.title, true)
      expect(await im.act(describeConfInfo, { SDKAppID: app.appId })).toMatchObject({
        FriendCheck: true,
      })

      await page.goto(`${im.url}/apps/${other.appId}/basic`)
      await page.getByRole('heading', { level: 1, name: basic.title }).waitFor()
      await isDenied(visit, 'im:DescribeAppAndAccountInfo', appName(other.appId))
    }),
  120_000,
)

each(
  'a sub-user with the custom policy of the guide has two apps, one with a denial: %j',
  (where) =>
    visit(where, 'custom-policy', async (visit) => {
      const { im, app, page, pages, words } = visit
      const { basic, common, simulator } = words
      await im.signIn()
      const second = await seedApp(im)
      const third = await seedApp(im)
      await named(im, app.appId, 'Number one')
      await named(im, second.appId, 'Number two')
      await named(im, third.appId, 'Number three')
      const policyId = await newPolicy(
        im,
        {
          effect: 'allow',
          action: 'name/im:*',
          resource: [appName(app.appId), appName(second.appId)],
        },
        { effect: 'deny', action: 'name/im:RemoveUser', resource: appName(app.appId) },
      )
      const person = await newPerson(im, policyId)
      await becomes(page, im.url, words, person)
      for (const name of ['Number one', 'Number two']) {
        await page.getByRole('link', { name, exact: true }).waitFor()
      }
      expect(await page.getByRole('link', { name: 'Number three' }).count()).toBe(0)
      await pages.open(app.appId, 'basic', basic.title)
      await button(pages.card(basic.info.title), common.edit).click()
      await page.getByRole('textbox', { name: basic.info.name }).fill('Number four')
      await page.getByRole('button', { name: common.save, exact: true }).click()
      await pages.toast(basic.info.saved)
      await losesWhileEditing(visit, () =>
        im.act(detachUserPolicy, { PolicyId: policyId, DetachUin: person.uin }),
      )
      await im.act(attachUserPolicy, { PolicyId: policyId, AttachUin: person.uin })
      const changed = await im.act(describeAppAndAccountInfo, { SDKAppID: app.appId })
      expect(changed).toMatchObject({ AppName: 'Number four', Introduction: '' })
      await page.goto(`${im.url}/apps/${third.appId}/features/login`)
      await isDenied(visit, 'im:', appName(third.appId))

      for (const [appId, allowed] of [
        [app.appId, false],
        [second.appId, true],
      ] as const) {
        const params = { TargetUin: person.uin, Action: 'im:RemoveUser', SDKAppID: appId }
        expect(await im.act(simulatePermission, params)).toMatchObject({ Allowed: allowed })
      }
      await pages.enterAgain(im.url)
      const asked = new URLSearchParams({
        user: String(person.uin),
        action: 'im:RemoveUser',
        resource: appName(app.appId),
      })
      await page.goto(`${im.url}/access/simulator?${asked}`)
      const answer = pages.card(simulator.answer)
      await answer.getByText('im:RemoveUser').first().waitFor()
      const marked = answer.locator('.is-marked')
      await marked.first().waitFor()
      expect((await marked.allTextContents()).join('')).toContain('"deny"')
    }),
  120_000,
)

function button(within: Page | Locator, name: string): Locator {
  return within.getByRole('button', { name }).first()
}

async function named(im: TestServer, appId: number, AppName: string): Promise<void> {
  await im.act(modifyAppInfo, { SDKAppID: appId, AppName })
}

/** A form that is open already is refused with the permission box, and its button is disabled then. */
async function losesWhileEditing(
  { page, pages, words }: Visit,
  lose: () => Promise<unknown>,
): Promise<void> {
  const { basic, common, errors } = words
  const card = pages.card(basic.info.title)
  await button(card, common.edit).click()
  await page.getByRole('textbox', { name: basic.info.introduction }).fill('Not any more')
  await lose()
  await page.getByRole('button', { name: common.save, exact: true }).click()
  const refusal = page.getByRole('dialog').filter({ hasText: errors.denied.title })
  await refusal
    .getByText('you are not authorized to perform operation (im:ModifyAppInfo)')
    .waitFor()
  await page.keyboard.press('Escape')
  await refusal.waitFor({ state: 'detached' })
  await button(card, common.cancel).click()
  await card.locator('.ys-not-allowed').getByRole('button', { name: common.edit }).waitFor()
}

/** A control is disabled, and says which permission is missing to whoever points at it. */
async function refuses(page: Page, control: Locator, permission: string, needs: string) {
  await control.waitFor()
  expect(await control.isDisabled()).toBe(true)
  await control.locator('xpath=..').hover()
  const text = needs.replace('{{permission}}', permission)
  await page.getByRole('tooltip', { name: text }).waitFor()
  await page.mouse.move(0, 0)
}

/** The permission box with its lines, and the help that shows a policy which would do. */
async function isDenied({ page, words }: Visit, operation: string, resource: string) {
  const { denied } = words.errors
  const box = page.getByRole('alert').filter({ hasText: denied.title }).first()
  await box.getByText(`you are not authorized to perform operation (${operation}`).waitFor()
  await box.getByText(`resource (${resource}) has no permission`).waitFor()
  await box.getByText(/\[request id: [0-9a-f-]{36}\]/).waitFor()
  await box.getByRole('button', { name: denied.help }).click()
  const help = page.getByRole('dialog', { name: denied.help })
  await help.getByText(`"name/${operation}`).waitFor()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
}
