import type { ErrorRow } from '@yanshu/protocol'
import {
  CONTACTS_PER_REQUEST,
  createContactGroup,
  delContactGroup,
  getContactGroup,
  ImError,
  recentContactMark,
  recentErrors,
  searchContactGroup,
  updateContactGroup,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall, RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import { toSeconds } from '../../clock.ts'
import type { AppService } from '../app/service.ts'
import { hasFeature } from '../app/service.ts'
import type { ContactGroups } from './contact-groups.ts'
import type { Contacts, ContactView, Refusals } from './contacts.ts'
import { groupKeyOf, groupOfKey } from './keys.ts'
import { markText } from './rules.ts'

export interface ContactRestDoor {
  readonly apps: AppService
  readonly contacts: Contacts
  readonly contactGroups: ContactGroups
}

interface Item {
  readonly Type: 1 | 2
  readonly To_Account?: string | undefined
  readonly ToGroupId?: string | undefined
}

/** Conversations with marks or groups in one answer. */
const PAGE = 100

/** The commands about groups and marks of conversations. */
export function contactRest(door: ContactRestDoor): readonly RestHandler[] {
  const { contacts, contactGroups } = door
  return [
    handleRest(createContactGroup, (call) => create(door, call)),
    handleRest(updateContactGroup, (call) => update(door, call)),
    handleRest(delContactGroup, async ({ appId, body }) => {
      const owner = { appId, account: body.From_Account }
      await assertGroups(door, appId)
      await contacts.assertAccount(owner)
      const group = await contactGroups.delete(owner, body.GroupName[0] ?? '')
      return { GroupItem: [groupItem(group)] }
    }),
    handleRest(getContactGroup, async ({ appId, body }) => {
      const owner = { appId, account: body.From_Account }
      await contacts.assertAccount(owner)
      const rows = await contacts.page(owner, body.StartIndex, PAGE + 1)
      const page = rows.slice(0, PAGE)
      const gone = await contacts.unknown(
        owner,
        page.map(({ peer }) => peer),
      )
      const peers = page.map(({ peer }) => peer).filter((peer) => !gone.has(peer))
      const [views, groups] = await Promise.all([
        contacts.views(owner, peers),
        contacts.groups(owner),
      ])
      const isComplete = rows.length <= PAGE
      return {
        ContactItem: peers.map((peer) => viewOf(peer, views.get(peer))),
        GroupItem: groups.map(groupItem),
        CompleteFlag: isComplete ? (1 as const) : (0 as const),
        NextStartIndex: isComplete ? 0 : (page.at(-1)?.id ?? 0),
      }
    }),
    handleRest(searchContactGroup, async ({ appId, body }) => {
      const owner = { appId, account: body.From_Account }
      await contacts.assertAccount(owner)
      const keys = [...new Set(body.ContactItem.map(keyOf))]
      const gone = await contacts.unknown(owner, keys)
      const known = keys.filter((key) => !gone.has(key))
      const [views, groups] = await Promise.all([
        contacts.views(owner, known),
        contacts.groups(owner),
      ])
      return {
        ContactResultItem: keys.map((key) => viewOf(key, views.get(key))),
        GroupItem: groups.map(groupItem),
      }
    }),
    handleRest(recentContactMark, (call) => mark(door, call)),
  ]
}

async function create(
  door: ContactRestDoor,
  { appId, body }: RestCall<z.output<typeof createContactGroup.request>>,
) {
  const owner = { appId, account: body.From_Account }
  const [wanted] = body.GroupContactItem
  const items = wanted?.ContactItem ?? []
  await assertGroups(door, appId)
  assertCount(items)
  await door.contacts.assertAccount(owner)
  const keys = items.map(keyOf)
  const { group, refused } = await door.contactGroups.create(owner, wanted?.GroupName ?? '', keys)
  return {
    GroupResultItem: [
      { GroupItem: groupItem(group), ResultItem: items.map((item) => resultOf(item, refused)) },
    ],
  }
}

async function update(
  door: ContactRestDoor,
  { appId, body }: RestCall<z.output<typeof updateContactGroup.request>>,
) {
  const owner = { appId, account: body.From_Account }
  const { UpdateGroupType, OldGroupName, NewGroupName, ContactUpdateItem = [] } = body.UpdateGroup
  await assertGroups(door, appId)
  await door.contacts.assertAccount(owner)
  const result = (group: { id: number; name: string }, refused: Refusals) => ({
    UpdateType: body.UpdateType,
    UpdateGroupResult: {
      UpdateGroupType,
      GroupName: group.name,
      GroupId: group.id,
      OldGroupName,
      ContactResultItem: ContactUpdateItem.map(({ ContactOptType, ContactItem }) => ({
        ContactOptType,
        ...resultOf(ContactItem, refused),
      })),
    },
  })
  if (UpdateGroupType === 1) {
    if (NewGroupName === undefined) throw new ImError(recentErrors.badParameter, 'NewGroupName')
    return result(await door.contactGroups.rename(owner, OldGroupName, NewGroupName), new Map())
  }
  assertCount(ContactUpdateItem)
  const named = (type: number) =>
    ContactUpdateItem.filter((item) => item.ContactOptType === type).map((item) =>
      keyOf(item.ContactItem),
    )
  const change = { add: named(1), remove: named(2) }
  const { group, refused } = await door.contactGroups.change(owner, OldGroupName, change)
  return result(group, refused)
}

async function mark(
  { apps, contacts }: ContactRestDoor,
  { appId, body }: RestCall<z.output<typeof recentContactMark.request>>,
) {
  const owner = { appId, account: body.From_Account }
  const isStandard = body.MarkItem.some(({ OptType }) => OptType !== 2)
  if (isStandard && !hasFeature(await apps.get(appId), 'conversationMarks')) {
    throw new ImError(recentErrors.notInPlan)
  }
  assertCount(body.MarkItem)
  await contacts.assertAccount(owner)
  const changes = body.MarkItem.map(({ OptType, ContactItem, ...given }) => {
    const peer = keyOf(ContactItem)
    const standard = OptType === 2 ? {} : { set: given.SetMark, clear: given.ClearMark }
    return { peer, ...standard, ...(OptType === 1 ? {} : { custom: given.CustomMark }) }
  })
  const refused = await contacts.change(owner, changes)
  return {
    ResultItem: body.MarkItem.map(({ OptType, ContactItem }) => ({
      OptType,
      ...resultOf(ContactItem, refused),
    })),
  }
}

/** @throws {ImError} 51013. */
async function assertGroups({ apps }: ContactRestDoor, appId: number): Promise<void> {
  if (hasFeature(await apps.get(appId), 'conversationGroups')) return
  throw new ImError(recentErrors.notInPlan)
}

/** @throws {ImError} 51006. */
function assertCount(items: readonly unknown[]): void {
  if (items.length < 1 || items.length > CONTACTS_PER_REQUEST) {
    throw new ImError(recentErrors.badCount)
  }
}

/** @throws {ImError} 50002 where an item names nobody. */
function keyOf(item: Item): string {
  const key = findKey(item)
  if (key !== undefined) return key
  throw new ImError(recentErrors.badParameter, item.Type === 1 ? 'To_Account' : 'ToGroupId')
}

function findKey({ Type, To_Account, ToGroupId }: Item): string | undefined {
  if (Type === 1) return To_Account
  return ToGroupId === undefined ? undefined : groupKeyOf(ToGroupId)
}

function resultOf(ContactItem: Item, refused: Refusals) {
  const error = errorOf(ContactItem, refused)
  return { ContactItem, ResultCode: error?.code ?? 0, ResultInfo: error?.info ?? '' }
}

/** A group that the account is no member of has an error of its own here. */
function errorOf(item: Item, refused: Refusals): ErrorRow | undefined {
  const error = refused.get(findKey(item) ?? '')
  return item.Type === 2 && error === recentErrors.unknownAccount
    ? recentErrors.unknownGroup
    : error
}

function groupItem({ id, name }: { readonly id: number; readonly name: string }) {
  return { GroupName: name, GroupId: id }
}

function viewOf(key: string, view: ContactView | undefined) {
  const row = view?.row
  const groupId = groupOfKey(key)
  return {
    ...(groupId === undefined
      ? { Type: 1 as const, To_Account: key }
      : { Type: 2 as const, ToGroupId: groupId }),
    StandardMark: row ? markText({ low: row.mark_low, high: row.mark_high }) : '',
    CustomMark: row?.custom ?? '',
    ContactGroupId: [...(view?.groupIds ?? [])],
    Timestamp: row ? toSeconds(row.changed_at) : 0,
  }
}
