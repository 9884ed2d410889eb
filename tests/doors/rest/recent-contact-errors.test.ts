import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Command } from '@yanshu/protocol'
import {
  createContactGroup,
  delContactGroup,
  getContactGroup,
  recentContactDelete,
  recentContactGetList,
  recentContactMark,
  searchContactGroup,
  updateContactGroup,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const bob = { Type: 1, To_Account: 'bob' }
const group = { Type: 2, ToGroupId: 'nowhere' }
const place = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 0 }
const renaming = { UpdateGroupType: 1, OldGroupName: 'work', NewGroupName: 'rest' }

/** A good body of each command, without whose it is. */
const good: readonly (readonly [Command, object])[] = [
  [recentContactGetList, place],
  [recentContactDelete, bob],
  [createContactGroup, { GroupContactItem: [{ GroupName: 'new', ContactItem: [bob] }] }],
  [updateContactGroup, { UpdateType: 1, UpdateGroup: renaming }],
  [delContactGroup, { GroupName: ['work'] }],
  [recentContactMark, { MarkItem: [{ OptType: 2, ContactItem: bob, CustomMark: 'x' }] }],
  [searchContactGroup, { ContactItem: [bob] }],
  [getContactGroup, { StartIndex: 0 }],
]
const named = good.map(([command, body]) => [command.name, command, body] as const)

describe.each(storages)('refusals of recent contacts on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const call = (command: Command, body: object, From_Account = 'alice') =>
    im.rest(app, command, { From_Account, ...body })
  const change = (Contact: object, ContactOptType = 1) => ({
    UpdateType: 1,
    UpdateGroup: {
      UpdateGroupType: 2,
      OldGroupName: 'work',
      ContactUpdateItem: [{ ContactOptType, ContactItem: Contact }],
    },
  })
  const makeGroup = () =>
    call(createContactGroup, {
      GroupContactItem: [{ GroupName: 'work', ContactItem: [bob] }],
    })

  test.each(named)(
    '%s for an account that is not imported answers 50001',
    async (_, command, body) => {
      expect(await call(command, body, 'nobody')).toMatchObject({ ErrorCode: 50001 })
    },
  )

  test.each(named)('%s for no UserID answers 50002', async (_, command, body) => {
    expect(await call(command, body, 'no name')).toMatchObject({ ErrorCode: 50002 })
  })

  test('a group id beside the account of a one-to-one conversation is no matter', async () => {
    const answer = await call(recentContactDelete, { ...bob, ToGroupid: 'nowhere' })

    expect(answer).toMatchObject({ ErrorCode: 0 })
  })

  test('groups that the account is not in are refused one by one', async () => {
    await makeGroup()

    expect(await call(updateContactGroup, change(group))).toMatchObject({
      ErrorCode: 0,
      UpdateGroupResult: { ContactResultItem: [{ ResultCode: 51007 }] },
    })
    expect(
      await call(recentContactMark, {
        MarkItem: [{ OptType: 1, ContactItem: group, SetMark: [1] }],
      }),
    ).toMatchObject({ ErrorCode: 0, ResultItem: [{ ResultCode: 51007 }] })
  })

  test('a change takes 1 to 100 conversations, a name 32 bytes', async () => {
    await makeGroup()
    const { UpdateGroup } = change(bob)
    const [one] = UpdateGroup.ContactUpdateItem
    const many = { ...UpdateGroup, ContactUpdateItem: Array.from({ length: 101 }, () => one) }
    const long = { ...renaming, NewGroupName: '雁'.repeat(11) }

    expect(await call(updateContactGroup, { UpdateType: 1, UpdateGroup: many })).toMatchObject({
      ErrorCode: 51006,
    })
    expect(await call(updateContactGroup, { UpdateType: 1, UpdateGroup: long })).toMatchObject({
      ErrorCode: 51011,
    })
  })

  test('a plan without groups of conversations refuses to make and change them', async () => {
    await makeGroup()
    await putOnPlan(im, app, 'standard')

    expect(await makeGroup()).toMatchObject({ ErrorCode: 51013 })
    expect(await call(updateContactGroup, change(bob))).toMatchObject({ ErrorCode: 51013 })
    expect(await call(getContactGroup, { StartIndex: 0 })).toMatchObject({
      ErrorCode: 0,
      GroupItem: [{ GroupName: 'work' }],
    })
  })

  test('the conversation after 1,000 in groups or with marks is refused', async () => {
    await makeGroup()
    const { db } = im.platform.store
    const own = { app_id: app.appId, account: 'alice' }
    const peers = numbers(1000).map((number) => `peer-${number}`)
    await db
      .insertInto('contact')
      .values(peers.map((peer) => ({ ...own, peer, custom: 'x', changed_at: 1 })))
      .execute()
    await db
      .insertInto('contact_group_member')
      .values(peers.slice(1).map((peer) => ({ ...own, group_id: 1, peer })))
      .execute()
    const userIds = [...peers, 'carol']
    const accounts = userIds.map((userId) => ({ userId }))
    await im.platform.im.accounts.importMany(app.appId, accounts)
    const carol = { Type: 1, To_Account: 'carol' }

    expect(await call(updateContactGroup, change(carol))).toMatchObject({
      UpdateGroupResult: { ContactResultItem: [{ ResultCode: 51008 }] },
    })
    expect(
      await call(createContactGroup, {
        GroupContactItem: [{ GroupName: 'more', ContactItem: [carol] }],
      }),
    ).toMatchObject({ GroupResultItem: [{ ResultItem: [{ ResultCode: 51008 }] }] })
    expect(
      await call(recentContactMark, {
        MarkItem: [{ OptType: 2, ContactItem: carol, CustomMark: 'y' }],
      }),
    ).toMatchObject({ ResultItem: [{ ResultCode: 51008 }] })
  })
})
