import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import {
  describeConfInfo,
  describeFriendFields,
  describeUserFields,
  describeAccountList,
} from '@yanshu/protocol'
import type { ConfigPages } from './config-pages.ts'
import { ConsolePages } from './console-pages.ts'
import { fill } from './texts.ts'
import type { Texts } from './texts.ts'
import { visiting } from './visit.ts'

const { each, visit } = visiting({ defaultPlan: 'premium' })

each(
  'every setting of login and messages is changed and sticks: %j',
  (where) =>
    visit(where, 'login-and-messages', async ({ im, app, page, pages, words }) => {
      await pages.open(app.appId, 'features/login', words.features.login.page)
      await setNumbers(pages, words)
      await setSwitches(pages, words)
      await setHistory(pages, words)
      await page.reload()
      const { features } = words
      await pages.shows(features.login.title, features.login.modes.multi)
      await pages.shows(features.recall.title, fill(features.recall.value, { minutes: '5' }))
      await pages.shows(features.history.title, fill(features.history.days, { days: '90' }))
      expect(await pages.editButton(features.history.title).isDisabled()).toBe(true)
      expect(await im.act(describeConfInfo, { SDKAppID: app.appId })).toMatchObject({
        LoginMode: 'multi',
        LoginInstances: { Web: 10, Android: 3, iPhone: 1, Linux: 1 },
        RecallSeconds: 300,
        ConversationPullCount: 300,
        MessageBytes: 8192,
        AccountDeletion: true,
        HistoryDays: 90,
        FriendCheck: true,
        BlocklistShowsSuccess: false,
        SyncDeleteConversation: true,
        UserStatus: true,
        MessageExtension: true,
        MassPush: true,
        Follow: false,
      })
    }),
  120_000,
)

async function setNumbers(pages: ConfigPages, { features }: Texts): Promise<void> {
  await pages.change(features.login.title, async (dialog) => {
    await pages.choose(dialog, features.login.modes.multi)
    await dialog.getByRole('spinbutton', { name: 'Web' }).fill('10')
    await dialog.getByRole('spinbutton', { name: 'Android' }).fill('3')
  })
  await pages.change(features.recall.title, (dialog) => dialog.getByRole('spinbutton').fill('5'))
  await pages.change(features.pullCount.title, (dialog) =>
    dialog.getByRole('spinbutton').fill('300'),
  )
  await pages.change(features.advanced.title, async (dialog) => {
    await dialog.getByRole('spinbutton').fill('8192')
    await dialog.getByRole('switch').click()
  })
}

const switchedOn = [
  'FriendCheck',
  'SyncDeleteConversation',
  'UserStatus',
  'MessageExtension',
  'MassPush',
] as const

async function setSwitches(pages: ConfigPages, { features }: Texts): Promise<void> {
  const { switches } = features
  await pages.turn(switches.BlocklistShowsSuccess.title, false)
  for (const name of switchedOn) await pages.turn(switches[name].title, true)
}

/** Nothing changes before it is confirmed; once it is, the card says when it may change again. */
async function setHistory(pages: ConfigPages, { features, common }: Texts): Promise<void> {
  const { title, days } = features.history
  await pages.editButton(title).click()
  const dialog = pages.dialog(title)
  await pages.choose(dialog, fill(days, { days: '360' }))
  await dialog.getByRole('button', { name: common.cancel, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await pages.shows(title, fill(days, { days: '30' }))
  await pages.change(title, (again) => pages.choose(again, fill(days, { days: '90' })))
  const [before = ''] = features.history.changed.split('{{')
  await pages.card(title).getByText(before).waitFor()
}

each(
  'the friend check holds a real message back, until it is turned off: %j',
  (where) =>
    visit(where, 'friend-check', async ({ app, page, pages, words }) => {
      const { title } = words.features.switches.FriendCheck
      const chat = new ConsolePages(page, words)
      await pages.open(app.appId, 'features/login', words.features.login.page)
      await pages.turn(title, true)
      await signBothIn(chat)
      await chat.say('left', 'stranger')
      await chat.message('left', 'stranger').getByText(words.tryit.message.failed).waitFor()
      expect(await chat.message('right', 'stranger').count()).toBe(0)
      await chat.open('login')
      await pages.turn(title, false)
      await signBothIn(chat)
      await chat.say('left', 'welcome')
      await chat.heard('welcome', 'right')
    }),
  120_000,
)

async function signBothIn(chat: ConsolePages): Promise<void> {
  await chat.open('try')
  await chat.choose('left', 'ann')
  await chat.choose('right', 'bob')
  await chat.isShown('left', 'online')
  await chat.isShown('right', 'online')
}

each(
  'friends: the default verification, the follow switch and a custom field: %j',
  (where) =>
    visit(where, 'friends', async ({ im, app, page, pages, words }) => {
      const { features } = words
      const { AllowType_Type_DenyAny: denied } = features.allowType.choices
      await pages.open(app.appId, 'features/friends', features.friends.page)
      await pages.change(features.allowType.title, (dialog) => pages.choose(dialog, denied))
      await pages.shows(features.allowType.title, denied)
      await pages.turn(features.switches.Follow.title, true)
      await page.getByRole('button', { name: features.fields.addFirst }).click()
      const dialog = pages.dialog(features.fields.addFriend)
      await dialog.getByRole('textbox', { name: features.fields.name }).fill('Met')
      await pages.confirm(dialog)
      await page.getByRole('row').filter({ hasText: 'Tag_SNS_Custom_Met' }).waitFor()
      await page.getByText('1 / 20').waitFor()
      const SDKAppID = app.appId
      expect(await im.act(describeFriendFields, { SDKAppID })).toEqual({
        Fields: [{ Key: 'Met', Type: 'string' }],
      })
      expect(await im.act(describeConfInfo, { SDKAppID })).toMatchObject({
        DefaultAllowType: 'AllowType_Type_DenyAny',
        Follow: true,
      })
    }),
  120_000,
)

each(
  'a custom user field is added, its permissions changed, and an account given a value: %j',
  (where) =>
    visit(where, 'user-fields', async ({ im, app, page, pages, words }) => {
      const SDKAppID = app.appId
      await pages.open(SDKAppID, 'features/fields', words.features.fields.page)
      await addUserField(page, pages, words)
      await letAppWrite(page, pages, words)
      expect(await im.act(describeUserFields, { SDKAppID })).toEqual({
        Fields: [
          {
            Key: 'City',
            Type: 'string',
            AppRead: true,
            AppWrite: true,
            AdminRead: true,
            AdminWrite: true,
          },
        ],
      })
      await pages.open(SDKAppID, 'accounts', words.accounts.title)
      await giveCity(page, pages, words)
      const { AccountList } = await im.act(describeAccountList, { SDKAppID, UserIDs: ['ann'] })
      expect(AccountList).toMatchObject([{ CustomFields: [{ Key: 'City', Value: 'Bonn' }] }])
    }),
  120_000,
)

/** A name of two words is refused, and so are rights that let nobody write. */
async function addUserField(page: Page, pages: ConfigPages, { features, common }: Texts) {
  await page.getByRole('button', { name: features.fields.addFirst }).click()
  const dialog = pages.dialog(features.fields.addUser)
  const name = dialog.getByRole('textbox', { name: features.fields.name })
  const confirm = dialog.getByRole('button', { name: common.confirm, exact: true })
  await name.fill('No 1')
  await dialog.getByText(features.fields.badName, { exact: true }).waitFor()
  await name.fill('City')
  const mayWrite = dialog.getByRole('radiogroup', { name: features.fields.rights.AdminWrite })
  await mayWrite.getByRole('radio', { name: features.fields.forbid }).check()
  await dialog.getByText(features.fields.missing.write).waitFor()
  expect(await confirm.isDisabled()).toBe(true)
  await mayWrite.getByRole('radio', { name: features.fields.allow }).check()
  await pages.confirm(dialog)
  await page.getByRole('row').filter({ hasText: 'Tag_Profile_Custom_City' }).waitFor()
}

async function letAppWrite(page: Page, pages: ConfigPages, { features }: Texts) {
  const { editRights, editRightsOf, rights, allow, rightsSaved } = features.fields
  await page.getByRole('button', { name: fill(editRightsOf, { name: 'City' }) }).click()
  const dialog = pages.dialog(editRights)
  const mayWrite = dialog.getByRole('radiogroup', { name: rights.AppWrite })
  await mayWrite.getByRole('radio', { name: allow }).check()
  await pages.confirm(dialog)
  await pages.toast(fill(rightsSaved, { name: 'Tag_Profile_Custom_City' }))
}

async function giveCity(page: Page, pages: ConfigPages, { accounts, common }: Texts) {
  const name = fill(common.rowAction, { action: common.edit, what: 'ann' })
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = pages.dialog(accounts.edit.title)
  await dialog.getByRole('textbox', { name: 'Tag_Profile_Custom_City' }).fill('Bonn')
  await pages.confirm(dialog)
}
