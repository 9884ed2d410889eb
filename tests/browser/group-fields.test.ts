import { expect } from 'bun:test'
import { describeGroupFields, describeGroupMemberFields } from '@yanshu/protocol'
import type { Locator } from 'playwright-core'
import { fill } from './texts.ts'
import type { Texts } from './texts.ts'
import type { Visit } from './visit.ts'
import { visiting } from './visit.ts'

const { each, visit } = visiting({ defaultPlan: 'premium' })

each(
  'a member field is added for two types, and later its rights change and a type comes: %j',
  (where) =>
    visit(where, 'member-fields', async (visit) => {
      const { im, app, page, pages, words } = visit
      const { fields } = words.groupconf
      const SDKAppID = app.appId
      await pages.open(SDKAppID, 'features/member-fields', fields.member.page)
      await addSeat(visit)
      await page.getByText('1 / 5').waitFor()
      expect((await im.act(describeGroupMemberFields, { SDKAppID })).Fields).toEqual([
        {
          Key: 'seat_1',
          Types: [
            { Type: 'Private', Read: 'Anyone', Write: 'Admin', Own: 'Read' },
            { Type: 'Community', Read: 'Anyone', Write: 'Admin', Own: 'ReadWrite' },
          ],
        },
      ])
      await editSeat(visit)
      expect((await im.act(describeGroupMemberFields, { SDKAppID })).Fields[0]?.Types).toEqual([
        { Type: 'Private', Read: 'AppAdmin', Write: 'Admin', Own: 'Read' },
        { Type: 'Community', Read: 'Anyone', Write: 'Admin', Own: 'ReadWrite' },
        { Type: 'Public', Read: 'Anyone', Write: 'Admin', Own: 'ReadWrite' },
      ])
    }),
  120_000,
)

/** A bad name is refused; nothing is confirmed before it is acknowledged; one line has to stay. */
async function addSeat(visit: Visit): Promise<void> {
  const { page, pages, words } = visit
  const { fields, type } = words.groupconf
  const { groupTypes } = words.common
  await page.getByRole('button', { name: words.features.fields.addFirst }).click()
  const dialog = pages.dialog(fields.member.title)
  const name = dialog.getByRole('textbox', { name: fields.name })
  await name.fill('1st')
  await dialog.getByText(fields.nameRule, { exact: true }).waitFor()
  await name.fill('seat_1')
  expect(await removal(dialog, words, 'Private').isDisabled()).toBe(true)
  await addType(dialog, words)
  await addType(dialog, words)
  await removal(dialog, words, 'ChatRoom').click()
  await choose(dialog, words, [type, groupTypes.Public], groupTypes.Community)
  await choose(dialog, words, [fields.own, groupTypes.Private], fields.ownRights.Read)
  await agree(visit, dialog, 'member')
  await pages.confirm(dialog)
  await pages.toast(fill(words.features.fields.added, { name: 'seat_1' }))
}

/** What was saved stays: the name is no field, and its types can be neither changed nor removed. */
async function editSeat(visit: Visit): Promise<void> {
  const { page, pages, words } = visit
  const { fields, type } = words.groupconf
  const { groupTypes } = words.common
  await page.getByRole('button', { name: fill(fields.edit, { name: 'seat_1' }) }).click()
  const dialog = pages.dialog(fields.member.title)
  await dialog.getByText('seat_1', { exact: true }).waitFor()
  expect(await dialog.getByRole('textbox', { name: fields.name }).count()).toBe(0)
  expect(await cell(dialog, words, [type, groupTypes.Private]).isDisabled()).toBe(true)
  expect(await removal(dialog, words, 'Community').isDisabled()).toBe(true)
  await choose(dialog, words, [fields.read, groupTypes.Private], fields.readLevels.AppAdmin)
  await addType(dialog, words)
  expect(await removal(dialog, words, 'Public').isDisabled()).toBe(false)
  await agree(visit, dialog, 'member')
  await pages.confirm(dialog)
  await pages.toast(fill(fields.saved, { name: 'seat_1' }))
}

each(
  'a group field may be of live rooms, and has no name of a member field: %j',
  (where) =>
    visit(where, 'group-fields', async (visit) => {
      const { im, app, page, pages, words } = visit
      const { fields } = words.groupconf
      const SDKAppID = app.appId
      const Types = [{ Type: 'Public', Read: 'Member', Write: 'Owner', Own: 'None' } as const]
      await im.platform.im.apps.addMemberField(SDKAppID, { Key: 'level', Types })
      await pages.open(SDKAppID, 'features/group-fields', fields.group.page)
      await page.getByRole('button', { name: fields.group.add }).click()
      const dialog = pages.dialog(fields.group.title)
      await dialog.getByRole('textbox', { name: fields.name }).fill('level')
      for (let more = 0; more < 4; more += 1) await addType(dialog, words)
      const addAnother = dialog.getByRole('button', { name: fields.addType })
      expect(await addAnother.isDisabled()).toBe(true)
      await agree(visit, dialog, 'group')
      await pages.confirmButton(dialog).click()
      await dialog.getByText(words.features.fields.taken).waitFor()
      await dialog.getByRole('textbox', { name: fields.name }).fill('Level')
      await pages.confirm(dialog)
      const { Fields } = await im.act(describeGroupFields, { SDKAppID })
      expect(Fields.map(({ Key }) => Key)).toEqual(['Level'])
      expect(Fields[0]?.Types.map(({ Type }) => Type)).toEqual([
        'Private',
        'Public',
        'ChatRoom',
        'AVChatRoom',
        'Community',
      ])
    }),
  120_000,
)

async function agree(
  { pages, words }: Visit,
  dialog: Locator,
  kind: 'group' | 'member',
): Promise<void> {
  expect(await pages.confirmButton(dialog).isDisabled()).toBe(true)
  await dialog.getByRole('checkbox', { name: words.groupconf.fields.agree[kind] }).check()
}

async function addType(dialog: Locator, { groupconf }: Texts): Promise<void> {
  await dialog.getByRole('button', { name: groupconf.fields.addType }).click()
}

function removal(
  dialog: Locator,
  { groupconf, common }: Texts,
  type: keyof Texts['common']['groupTypes'],
): Locator {
  const name = fill(groupconf.fields.removeType, { type: common.groupTypes[type] })
  return dialog.getByRole('button', { name, exact: true })
}

/** The field of a column in the line of a type. */
function cell(
  dialog: Locator,
  { groupconf }: Texts,
  [column, type]: readonly [string, string],
): Locator {
  const name = fill(groupconf.fields.cellOf, { column, type })
  return dialog.getByRole('combobox', { name, exact: true })
}

async function choose(
  dialog: Locator,
  words: Texts,
  where: readonly [string, string],
  option: string,
): Promise<void> {
  await cell(dialog, words, where).click()
  await dialog
    .page()
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click()
}
