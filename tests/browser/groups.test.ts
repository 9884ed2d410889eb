import { expect } from 'bun:test'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describeGroupList, describeGroupMessages } from '@yanshu/protocol'
import { seedGroup } from '../doors/group-seed.ts'
import { setConf } from '../doors/seed.ts'
import { fill } from './texts.ts'
import type { Visit } from './visit.ts'
import { visiting } from './visit.ts'

const { each, visit: visitApp } = visiting({ defaultPlan: 'premium' })

/** Visits an app that may have communities, and has one more account; at the end nothing sticks out. */
function visit(
  where: Parameters<typeof visitApp>[0],
  name: string,
  steps: (visit: Visit) => Promise<void>,
): Promise<void> {
  return visitApp(where, name, async (visit) => {
    const { im, app, page } = visit
    await im.platform.im.accounts.importMany(app.appId, [{ userId: 'carl' }])
    await setConf(im, app, { Community: true, Topic: true })
    await im.signIn()
    await steps(visit)
    expect(await overflow(page)).toBe(0)
  })
}

each(
  'a group is created, spoken to and dismissed: %j',
  (where) =>
    visit(where, 'groups', async (visit) => {
      const { app, im, page, pages, words } = visit
      const { groups } = words
      await pages.open(app.appId, 'groups', groups.title)
      await page.getByText(groups.empty.title).waitFor()
      await create(visit, 'Readers', 'nobody')
      await pages.dialog(groups.create.title).getByText(groups.create.ownerUnknown).waitFor()
      await create(visit, 'Readers', 'ann', false)
      await pages.dialog(groups.create.title).waitFor({ state: 'detached' })
      await row(page, 'Readers').getByText('ann', { exact: true }).waitFor()
      await send(visit, 'Readers', '😀'.repeat(301), 'hello')
      const [made] = (await im.act(describeGroupList, { SDKAppID: app.appId })).GroupList
      const place = { SDKAppID: app.appId, GroupId: made?.GroupId ?? '' }
      expect((await im.act(describeGroupMessages, place)).MsgList).toMatchObject([
        { Text: 'hello', FromUserID: 'administrator' },
      ])
      await row(page, 'Readers').getByRole('checkbox').check()
      await tool(page, groups.toolbar.dismiss).click()
      const question = pages.dialog(groups.dismiss.title)
      await question.getByText(groups.dismiss.warning).waitFor()
      await question.getByRole('button', { name: groups.dismiss.confirm, exact: true }).click()
      await pages.toast(fill(groups.dismiss.done, { total: '1' }))
      await page.getByText(groups.empty.title).waitFor()
    }),
  90_000,
)

each(
  'groups are searched and filtered in the address, and a batch tells what failed: %j',
  (where) =>
    visit(where, 'groups-batch', async ({ im, app, page, pages, words }) => {
      const { groups } = words
      await seedGroup(im, app, { groupId: 'alpha', owner: 'ann' })
      await seedGroup(im, app, {
        groupId: 'beta',
        type: 'Community',
        columns: { support_topic: 1 },
      })
      for (let at = 0; at < 12; at += 1) await seedGroup(im, app, { type: 'ChatRoom' })
      await pages.open(app.appId, 'groups?type=ChatRoom', groups.title)
      await page.getByText(fill(groups.table.total, { total: '12' })).waitFor()
      await page.locator('.ant-pagination-item-2').click()
      await page.waitForURL(/page=2/)
      await pages.open(app.appId, 'groups', groups.title)
      const search = page.getByRole('searchbox', { name: groups.toolbar.search })
      await search.fill('ALPH')
      await search.press('Enter')
      await page.waitForURL(/q=ALPH/)
      await page.getByText(fill(groups.table.total, { total: '1' })).waitFor()
      await row(page, 'alpha').getByRole('checkbox').check()
      await search.fill('beta')
      await search.press('Enter')
      await row(page, 'beta').getByRole('checkbox').check()
      await tool(page, groups.toolbar.send).click()
      const dialog = pages.dialog(groups.send.title)
      await dialog.getByRole('textbox').fill('to both')
      await dialog.getByRole('button', { name: words.common.confirm, exact: true }).click()
      await pages.toast(fill(groups.send.done, { total: '1' }))
      await dialog.getByText(`${groups.reasons.c10007} (10007)`).waitFor()
      await dialog.getByRole('button', { name: words.common.done, exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    }),
  90_000,
)

each(
  'a list shows its last page when the page asked for is not there, or goes: %j',
  (where) =>
    visit(where, 'groups-last-page', async ({ im, app, page, pages, words }) => {
      const { groups } = words
      for (let at = 0; at < 11; at += 1) {
        await seedGroup(im, app, { groupId: `room${at}`, type: 'ChatRoom' })
      }
      await pages.open(app.appId, 'groups?page=9', groups.title)
      await page.waitForURL(/page=2/)
      const boxes = page.getByRole('row').getByRole('checkbox', { name: /^room/ })
      await boxes.check()
      await tool(page, groups.toolbar.dismiss).click()
      const question = pages.dialog(groups.dismiss.title)
      await question.getByRole('button', { name: groups.dismiss.confirm, exact: true }).click()
      await pages.toast(fill(groups.dismiss.done, { total: '1' }))
      await page.waitForURL((url) => !url.searchParams.has('page'))
      await page.getByText(fill(groups.table.total, { total: '10' })).waitFor()
      await boxes.nth(9).waitFor()

      expect(await boxes.count()).toBe(10)
    }),
  90_000,
)

each(
  'members are added, given roles, muted and removed: %j',
  (where) =>
    visit(where, 'group-members', async (visit) => {
      const { im, app, page, pages, words } = visit
      const { groups, common } = words
      const { members } = groups
      await seedGroup(im, app, { groupId: 'g', owner: 'ann' })
      await pages.open(app.appId, 'groups/details?id=g', groups.details.title)
      await tool(page, members.add).click()
      const adding = pages.dialog(members.addDialog.title)
      await adding.getByRole('textbox').fill('bob, carl\nnobody')
      await adding.getByRole('button', { name: common.confirm, exact: true }).click()
      await adding.getByText(`${groups.reasons.c10019} (10019)`).waitFor()
      await adding.getByRole('button', { name: common.done, exact: true }).click()
      await rowAction(visit, common.edit, 'bob').click()
      const editing = pages.dialog(members.editDialog.title)
      await editing.getByRole('radio', { name: groups.roles.Admin }).check()
      await editing.getByRole('textbox', { name: members.nameCard }).fill('Bobby')
      await editing.getByRole('combobox', { name: members.editDialog.mute }).click()
      await page.getByTitle(members.editDialog.muteForever).click()
      await pages.confirm(editing)
      const bob = row(page, 'bob')
      await bob.getByText(groups.roles.Admin).waitFor()
      await bob.getByText('Bobby').waitFor()
      await bob.getByText(members.mutedForever).waitFor()
      await rowAction(visit, members.transfer, 'bob').click()
      await pages.confirm(pages.dialog(members.transferDialog.title))
      const name = fill(common.rowAction, { action: members.transfer, what: 'bob' })
      await page.getByRole('button', { name, exact: true, disabled: true }).waitFor()
      await rowAction(visit, common.delete, 'carl').click()
      const removing = pages.dialog(members.removeDialog.title)
      await removing
        .getByRole('button', { name: members.removeDialog.confirm, exact: true })
        .click()
      await removing.waitFor({ state: 'detached' })
      await row(page, 'carl').waitFor({ state: 'detached' })
    }),
  90_000,
)

each(
  'a group is changed, and its messages are recalled: %j',
  (where) =>
    visit(where, 'group-details', async (visit) => {
      const { im, app, page, pages, words } = visit
      const { groups, common } = words
      await seedGroup(im, app, { groupId: 'g', owner: 'ann' })
      await pages.open(app.appId, 'groups/details?id=g', groups.details.title)
      const info = pages.card(groups.details.info.title)
      await info.getByRole('button', { name: common.edit, exact: true }).click()
      const editing = pages.dialog(groups.details.edit.title)
      await editing.getByRole('textbox', { name: groups.create.name }).fill('New name')
      await editing.getByRole('textbox', { name: groups.details.info.introduction }).fill('About')
      await pages.confirm(editing)
      await info.getByText('New name').waitFor()
      await page.getByRole('tab', { name: groups.details.tabs.messages }).click()
      await page.waitForURL(/tab=messages/)
      await page.getByRole('button', { name: groups.table.send }).click()
      const sending = pages.dialog(groups.send.title)
      await sending.getByRole('textbox').fill('to be taken back')
      await pages.confirm(sending)
      await page.getByText('to be taken back').waitFor()
      const history = page.getByRole('row').filter({ hasText: 'to be taken back' })
      await history.getByRole('button', { name: groups.messages.recall }).click()
      const recalling = pages.dialog(groups.messages.recallDialog.title)
      await recalling.getByRole('button', { name: groups.messages.recall, exact: true }).click()
      await page.getByText(groups.messages.recalled, { exact: true }).waitFor()
      await history.waitFor({ state: 'detached' })
    }),
  90_000,
)

each(
  'groups, communities and topics are imported, and exported again: %j',
  (where) =>
    visit(where, 'group-files', async (visit) => {
      const { app, page, pages, words } = visit
      const { groups, imports } = words
      await pages.open(app.appId, 'groups', groups.title)
      await tool(page, groups.toolbar.import).click()
      await choose(page, [
        'Type,GroupId,TopicId,Name,OwnerUserID,Introduction,SupportTopic',
        'Topic,@TGS#_club,@TGS#_club@TOPIC#_news,News,,,',
        'Community,@TGS#_club,,Club,ann,,1',
        'Public,readers,,Readers,nobody,,',
        'Club,x,,X,,,',
      ])
      const dialog = pages.dialog(groups.import.title)
      await dialog.getByText(fill(imports.summary, { good: '3', bad: '1' })).waitFor()
      await dialog.getByRole('button', { name: fill(groups.import.start, { total: '3' }) }).click()
      await dialog.getByText(fill(groups.import.someDone, { good: '2', bad: '1' })).waitFor()
      await dialog.getByText(`${groups.reasons.c10019} (10019)`).waitFor()
      await dialog.getByRole('button', { name: words.common.done, exact: true }).click()
      await row(page, 'Club').waitFor()
      await tool(page, groups.toolbar.export).click()
      const exporting = pages.dialog(groups.export.title)
      await exporting.getByText(fill(groups.export.done, { groups: '1', topics: '1' })).waitFor()
      const waiting = page.waitForEvent('download')
      await exporting.getByRole('button', { name: words.common.download }).click()
      const file = await readFile(await (await waiting).path(), 'utf8')
      expect(file.split('\r\n').slice(1, 3)).toEqual([
        expect.stringMatching(/^Community,'@TGS#_club,,Club,ann,,1,1,/),
        expect.stringMatching(/^Topic,'@TGS#_club,'@TGS#_club@TOPIC#_news,News,/),
      ])
    }),
  90_000,
)

each(
  'topics are made, renamed and dismissed: %j',
  (where) =>
    visit(where, 'group-topics', async (visit) => {
      const { im, app, page, pages, words } = visit
      const { topics, details, dismiss } = words.groups
      const groupId = await seedGroup(im, app, {
        type: 'Community',
        owner: 'ann',
        columns: { support_topic: 1 },
      })
      const address = new URLSearchParams({ id: groupId, tab: 'topics' })
      await pages.open(app.appId, `groups/details?${address}`, details.title)
      await page.getByText(topics.empty.title).waitFor()
      await tool(page, topics.create).click()
      const creating = pages.dialog(topics.dialog.create)
      await creating.getByRole('textbox', { name: topics.name }).fill('News')
      await pages.confirm(creating)
      await rowAction(visit, words.common.edit, 'News').click()
      const editing = pages.dialog(topics.dialog.edit)
      await editing.getByRole('textbox', { name: topics.name }).fill('Old news')
      await pages.confirm(editing)
      await rowAction(visit, words.groups.table.dismiss, 'Old news').click()
      const question = pages.dialog(topics.dismissDialog.title)
      await question.getByText(topics.dismissDialog.warning).waitFor()
      await question.getByRole('button', { name: dismiss.confirm, exact: true }).click()
      await page.getByText(topics.empty.title).waitFor()
    }),
  90_000,
)

async function create({ page, pages, words }: Visit, name: string, owner: string, opens = true) {
  const { groups, common } = words
  if (opens) await tool(page, groups.toolbar.create).click()
  const dialog = pages.dialog(groups.create.title)
  await dialog.getByRole('textbox', { name: groups.create.name }).fill(name)
  await dialog.getByRole('textbox', { name: groups.create.owner }).fill(owner)
  await dialog.getByRole('radio', { name: groups.types.ChatRoom }).check()
  // The button's name begins with its spinner's as long as that fades.
  await dialog.getByRole('button', { name: common.confirm }).click()
}

/** Writes too much at first, which cannot be sent, and then what is sent. */
async function send({ page, pages, words }: Visit, name: string, tooLong: string, text: string) {
  const { send: texts, table } = words.groups
  await row(page, name).getByRole('button', { name: table.send }).click()
  const dialog = pages.dialog(texts.title)
  await dialog.getByRole('textbox').fill(tooLong)
  await dialog.getByText(texts.tooLong, { exact: true }).waitFor()
  await dialog.getByText('301 / 300').waitFor()
  const confirm = dialog.getByRole('button', { name: words.common.confirm, exact: true })
  expect(await confirm.isDisabled()).toBe(true)
  await dialog.getByRole('textbox').fill(text)
  await pages.confirm(dialog)
}

/** The file of an import, with these lines. */
function choose(page: Page, lines: readonly string[]): Promise<void> {
  const buffer = Buffer.from(lines.join('\n'))
  const file = { name: 'groups.csv', mimeType: 'text/csv', buffer }
  return page.locator('input[type=file]').setInputFiles(file)
}

/** A button over the table. */
function tool(page: Page, name: string): Locator {
  return page.getByRole('toolbar').getByRole('button', { name })
}

function row(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ has: page.getByText(text, { exact: true }) })
}

function rowAction({ page, words }: Visit, action: string, what: string): Locator {
  const name = fill(words.common.rowAction, { action, what })
  return page.getByRole('button', { name, exact: true })
}

/** Pixels that the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}
