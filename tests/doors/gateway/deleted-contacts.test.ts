import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  accountImport,
  conversationCustomData,
  conversationGet,
  conversationGroupCreate,
  conversationGroupList,
  conversationList,
  conversationMark,
  conversationPin,
  conversationRemind,
  getContactGroup,
  messageSend,
  receiveOptionGet,
  receiveOptionSet,
  searchContactGroup,
  sendMsg,
  unreadTotal,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { idsOf, peersUpTo } from '../peers.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, toPeer, wordsOf } from '../talk.ts'

const ids = (...userIds: string[]) => userIds.map((userId) => `C2C${userId}`)

describe.each(storages)('conversations of deleted accounts on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let bob: RawClient
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    await im.rest(app, sendMsg, fromTo('carol', 'bob', 2))
    bob = await im.connect(app, 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const erase = (...userIds: readonly string[]) =>
    im.rest(app, accountDelete, { DeleteItem: userIds.map((UserID) => ({ UserID })) })

  /** Bob sets everything that there is on his conversations with Alice and Carol. */
  async function setAll() {
    const conversationIds = ids('alice', 'carol')
    await bob.call(conversationMark, { conversationIds, markType: 1, enabled: true })
    await bob.call(conversationCustomData, { conversationIds, customData: 'mine' })
    await bob.call(conversationGroupCreate, { name: 'work', conversationIds })
    for (const conversationId of conversationIds) {
      await bob.call(conversationPin, { conversationId, pinned: true })
    }
  }
  const contacts = async () =>
    (await im.rest(app, getContactGroup, { From_Account: 'bob', StartIndex: 0 }))['ContactItem']

  test('leave the lists of others, with their unread and what was set on them', async () => {
    await setAll()
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 2 })

    await erase('alice')

    const list = await bob.call(conversationList, {})
    expect(list).toMatchObject({ conversations: [{ userId: 'carol' }], totalUnread: 1 })
    expect(list.conversations).toHaveLength(1)
    const { conversations } = await bob.call(conversationGet, {
      conversationIds: ids('alice', 'carol'),
    })
    expect(conversations.map(({ userId }) => userId)).toEqual(['carol'])
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 1 })
    expect(await contacts()).toMatchObject([{ To_Account: 'carol', ContactGroupId: [1] }])
    const { ContactResultItem } = await im.rest(app, searchContactGroup, {
      From_Account: 'bob',
      ContactItem: [{ Type: 1, To_Account: 'alice' }],
    })
    expect(ContactResultItem).toMatchObject([
      { To_Account: 'alice', StandardMark: '', CustomMark: '', ContactGroupId: [] },
    ])
    expect(await bob.call(conversationGroupList, {})).toEqual({ groups: ['work'] })
  })

  test('take no room among the 1,000 that have marks, nor among those in groups', async () => {
    await im.platform.im.accounts.importMany(app.appId, peersUpTo(1000))
    for (let first = 1; first <= 901; first += 100) {
      const conversationIds = [...idsOf(first, first + 99)]
      await bob.call(conversationMark, { conversationIds, markType: 1, enabled: true })
      await bob.call(conversationGroupCreate, { name: `from ${first}`, conversationIds })
    }
    const mark = (conversationIds: string[]) =>
      bob.call(conversationMark, { conversationIds, markType: 1, enabled: true })
    const group = (name: string, conversationIds: string[]) =>
      bob.call(conversationGroupCreate, { name, conversationIds })
    const full = [{ conversationId: 'C2Calice', code: 51008 }]
    expect(await mark(ids('alice'))).toEqual({ failed: full })
    expect(await group('full', ids('alice'))).toEqual({ failed: full })

    await erase('peer1')

    const oneTooMany = [{ conversationId: 'C2Ccarol', code: 51008 }]
    expect(await mark(ids('alice', 'carol'))).toEqual({ failed: oneTooMany })
    expect(await group('room', ids('alice', 'carol'))).toEqual({ failed: oneTooMany })
  })

  test('are gone for the account itself, and it begins anew where it comes back', async () => {
    await setAll()
    await bob.call(conversationRemind, { userIds: ['alice'], remindType: 'Discard' })
    await bob.call(receiveOptionSet, { remindType: 'AcceptNotNotify' })
    const alice = await im.connect(app, 'alice')
    // What Bob discards is in memory before he goes.
    await alice.call(messageSend, toPeer('bob', 3, 'discarded'))

    await erase('bob')
    await im.rest(app, accountImport, { UserID: 'bob' })
    bob = await im.connect(app, 'bob')
    await alice.call(messageSend, toPeer('bob', 4, 'told'))

    expect(wordsOf([(await bob.next('message.received')).message])).toEqual(['told'])
    const { conversations, totalUnread } = await bob.call(conversationList, {})
    expect(conversations).toMatchObject([{ userId: 'alice', unread: 1, pinned: false }])
    for (const setting of ['markList', 'customData', 'groups', 'remindType']) {
      expect(conversations[0]).not.toHaveProperty(setting)
    }
    expect([conversations.length, totalUnread]).toEqual([1, 1])
    expect(await bob.call(conversationGroupList, {})).toEqual({ groups: [] })
    expect(await bob.call(receiveOptionGet, {})).toEqual({ remindType: 'AcceptAndNotify' })
    expect(await contacts()).toEqual([])
  })
})
