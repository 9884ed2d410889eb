import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  conversationClear,
  conversationList,
  conversationReadAll,
  conversationRemind,
  createContactGroup,
  delContactGroup,
  getContactGroup,
  messageHistory,
  messageSend,
  recentContactDelete,
  recentContactGetList,
  recentContactMark,
  recentContactTop,
  searchContactGroup,
  sendMsg,
  unreadTotal,
  updateContactGroup,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { createMovingClock } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, toPeer } from '../talk.ts'

const start0 = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 }
const item = (To_Account: string) => ({ Type: 1, To_Account })

describe.each(storages)('recent contacts on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('the list is walked in pages, pinned ones first, each conversation once', async () => {
    const names = numbers(130).map((number) => `u${number}`)
    const app = await seedApp(im, 'bob', ...names)
    await Promise.all(names.map((name) => im.rest(app, sendMsg, fromTo(name, 'bob', 1))))
    await im.rest(app, recentContactTop, {
      From_Account: 'bob',
      OperationType: 1,
      RecentContactItem: [item('u7')],
    })
    const ask = { From_Account: 'bob', AssistFlags: 63 }
    const first = await im.rest(app, recentContactGetList, { ...ask, ...start0 })
    const { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex } = first
    const place = { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex }
    const second = await im.rest(app, recentContactGetList, { ...ask, ...place })
    const rows = [...(first['SessionItem'] as []), ...(second['SessionItem'] as [])] as {
      To_Account: string
    }[]

    expect(rows[0]).toMatchObject({ Type: 1, To_Account: 'u7', TopFlag: 1 })
    expect(rows.map((row) => row.To_Account).toSorted()).toEqual(names.toSorted())
    expect([first['CompleteFlag'], second['CompleteFlag']]).toEqual([0, 1])
  })

  test('pinning more than 50 is refused; unpinning what never was makes no row', async () => {
    const names = numbers(51).map((number) => `u${number}`)
    const app = await seedApp(im, 'bob', ...names)
    const top = (OperationType: number, who: readonly string[]) =>
      im.rest(app, recentContactTop, {
        From_Account: 'bob',
        OperationType,
        RecentContactItem: who.map(item),
      })

    expect(await top(2, ['u1'])).toMatchObject({ ErrorCode: 0 })
    const { rows } = await im.platform.store.db
      .selectFrom('position')
      .selectAll()
      .where('app_id', '=', app.appId)
      .execute()
      .then((found) => ({ rows: found }))
    expect(rows).toEqual([])
    expect(await top(1, names)).toMatchObject({ ErrorCode: 51012 })
    expect(await top(1, names.slice(1))).toMatchObject({ ErrorCode: 0 })
    expect(await top(1, ['nobody'])).toMatchObject({ ErrorCode: 50001 })
    expect(await top(3, ['u1'])).toMatchObject({ ErrorCode: 50002 })
  })

  test('deleting takes a conversation out, its history only with ClearRamble', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')
    const drop = (more: object) =>
      im.rest(app, recentContactDelete, { From_Account: 'bob', Type: 1, ...more })
    const history = async () =>
      (await bob.call(messageHistory, { conversationId: 'C2Calice' })).messages.length
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))

    await drop({ To_Account: 'alice' })
    expect((await bob.call(conversationList, {})).conversations).toEqual([])
    expect(await history()).toBe(1)
    await drop({ To_Account: 'alice', ClearRamble: 1 })
    expect(await history()).toBe(0)
    expect(await drop({ Type: 2, ToGroupid: 'g' })).toMatchObject({ ErrorCode: 50002 })
    expect(await drop({ To_Account: 'nobody' })).toMatchObject({ ErrorCode: 50001 })
  })

  test('groups are made, changed, read and deleted', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const create = (GroupName: string, ContactItem: unknown[]) =>
      im.rest(app, createContactGroup, {
        From_Account: 'bob',
        GroupContactItem: [{ GroupName, ContactItem }],
      })
    const update = (UpdateGroup: object) =>
      im.rest(app, updateContactGroup, { From_Account: 'bob', UpdateType: 1, UpdateGroup })

    expect(
      await create('work', [item('alice'), item('nobody'), { Type: 2, ToGroupId: 'g' }]),
    ).toMatchObject({
      GroupResultItem: [
        {
          GroupItem: { GroupName: 'work', GroupId: 1 },
          ResultItem: [{ ResultCode: 0 }, { ResultCode: 50001 }, { ResultCode: 51007 }],
        },
      ],
    })
    expect(await create('work', [item('alice')])).toMatchObject({ ErrorCode: 50002 })
    expect(await create('none', [])).toMatchObject({ ErrorCode: 51006 })
    expect(await create('x'.repeat(33), [item('alice')])).toMatchObject({ ErrorCode: 51011 })
    expect(
      await update({ UpdateGroupType: 1, OldGroupName: 'work', NewGroupName: 'job' }),
    ).toMatchObject({ UpdateGroupResult: { GroupName: 'job', GroupId: 1 } })
    const ContactUpdateItem = [
      { ContactOptType: 1, ContactItem: item('carol') },
      { ContactOptType: 2, ContactItem: item('alice') },
    ]
    await update({ UpdateGroupType: 2, OldGroupName: 'job', ContactUpdateItem })
    expect(
      await update({ UpdateGroupType: 1, OldGroupName: 'gone', NewGroupName: 'x' }),
    ).toMatchObject({ ErrorCode: 51009 })
    expect(
      await im.rest(app, getContactGroup, { From_Account: 'bob', StartIndex: 0 }),
    ).toMatchObject({
      ContactItem: [{ To_Account: 'carol', ContactGroupId: [1] }],
      GroupItem: [{ GroupName: 'job', GroupId: 1 }],
      CompleteFlag: 1,
      NextStartIndex: 0,
    })
    for (const number of numbers(19)) await create(`g${number}`, [item('alice')])
    expect(await create('one more', [item('alice')])).toMatchObject({ ErrorCode: 51010 })
    const del = (name: string) =>
      im.rest(app, delContactGroup, { From_Account: 'bob', GroupName: [name] })
    expect(await del('job')).toMatchObject({ GroupItem: [{ GroupName: 'job', GroupId: 1 }] })
    expect(await del('job')).toMatchObject({ ErrorCode: 51009 })
  })

  test('marks are kept; custom ones on any plan, standard ones and groups by plan', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const mark = (MarkItem: unknown[]) =>
      im.rest(app, recentContactMark, { From_Account: 'bob', MarkItem })
    const both = { OptType: 3, ContactItem: item('alice'), SetMark: [1, 64], CustomMark: 'mine' }

    expect(await mark([both])).toMatchObject({ ResultItem: [{ OptType: 3, ResultCode: 0 }] })
    expect(await mark([])).toMatchObject({ ErrorCode: 51006 })
    expect(
      await im.rest(app, searchContactGroup, { From_Account: 'bob', ContactItem: [item('alice')] }),
    ).toMatchObject({
      ContactResultItem: [{ StandardMark: `1${'0'.repeat(62)}1`, CustomMark: 'mine' }],
      GroupItem: [],
    })
    const web = await im.connect(app, 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    expect((await web.call(conversationList, {})).conversations).toMatchObject([
      { markList: [1, 2 ** 63], customData: 'mine' },
    ])

    await putOnPlan(im, app, 'standard')
    expect(await mark([both])).toMatchObject({ ErrorCode: 51013 })
    expect(
      await mark([{ OptType: 2, ContactItem: item('alice'), CustomMark: 'other' }]),
    ).toMatchObject({ ErrorCode: 0 })
    expect(
      await im.rest(app, delContactGroup, { From_Account: 'bob', GroupName: ['x'] }),
    ).toMatchObject({ ErrorCode: 51013 })
  })

  test('what is discarded is in the history, and neither told nor counted; REST goes through', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    await alice.call(messageSend, toPeer('bob', 1))
    await bob.next('message.received')

    await bob.call(conversationRemind, { userIds: ['alice'], remindType: 'Discard' })
    await alice.call(messageSend, toPeer('bob', 2))
    const { messages } = await bob.call(messageHistory, { conversationId: 'C2Calice' })
    expect(messages).toHaveLength(2)
    expect(bob.events).toEqual([])
    expect((await bob.call(conversationList, {})).conversations).toMatchObject([
      { unread: 1, remindType: 'Discard' },
    ])
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 0 })
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 3))
    expect(await bob.next('message.received')).toMatchObject({ message: { random: 3 } })

    await bob.call(conversationRemind, { userIds: ['alice'], remindType: 'AcceptAndNotify' })
    await alice.call(messageSend, toPeer('bob', 4))
    expect(await bob.next('message.received')).toMatchObject({ message: { random: 4 } })
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 3 })
  })

  test('clearing keeps the conversation; reading all leaves nothing unread', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const bob = await im.connect(app, 'bob')
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    await im.rest(app, sendMsg, fromTo('carol', 'bob', 1))

    await bob.call(conversationClear, { conversationId: 'C2Calice' })
    expect(await phone.next('conversation.cleared')).toEqual({ conversationId: 'C2Calice' })
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 1 })
    await bob.call(conversationReadAll, {})
    expect(await phone.next('conversation.read')).toMatchObject({ conversationId: 'C2Ccarol' })
    const { conversations, totalUnread } = await bob.call(conversationList, {})
    expect(conversations).toHaveLength(2)
    expect(totalUnread).toBe(0)
  })

  test('a list is as long as plan and setting allow', async () => {
    const names = numbers(102).map((number) => `u${number}`)
    const app = await seedApp(im, 'bob', ...names)
    await Promise.all(names.map((name) => im.rest(app, sendMsg, fromTo(name, 'bob', 1))))
    const bob = await im.connect(app, 'bob')
    const count = async () =>
      (await bob.call(conversationList, { limit: 500 })).conversations.length

    expect(await count()).toBe(100)
    await setConf(im, app, { ConversationPullCount: 101 })
    expect(await count()).toBe(101)
    await putOnPlan(im, app, 'standard')
    expect(await count()).toBe(100)
  })
})
