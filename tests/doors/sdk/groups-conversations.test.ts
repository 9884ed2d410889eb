import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { TYPES } from '@yanshu/client'
import type { ChatSDK } from '@yanshu/client'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { signIn } from '../client/sign-in.ts'
import { seedGroup } from '../group-seed.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'
import { rowOf, say, shows, textsOf, textTo, told } from './told.ts'

type Chat = ChatSDK & AsyncDisposable

describe.each(storages)('conversations of groups in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: Chat
  let web: Chat
  let phone: Chat
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await setConf(im, app, { LoginMode: 'multi', SyncDeleteConversation: true })
    alice = await signIn(im, app, 'alice')
    web = await signIn(im, app, 'bob')
    phone = await signIn(im, app, 'bob', { platform: 'iPhone' })
  })
  afterAll(async () => {
    await Promise.all([alice, web, phone].map((chat) => chat[Symbol.asyncDispose]()))
    await im[Symbol.asyncDispose]()
  })

  const seeded = (more: Partial<Parameters<typeof seedGroup>[2]> = {}) =>
    seedGroup(im, app, { owner: 'alice', members: ['bob', 'carol'], ...more })
  const unreadIs = (chat: ChatSDK, groupID: string, count: number) =>
    shows(chat, groupID, (row) => row?.unreadCount === count)

  test('what others say is counted, and read on all devices at once', async () => {
    const groupID = await seeded()
    const counted = [web, phone].map((chat) => unreadIs(chat, groupID, 2))
    await say(alice, groupID, 'one')
    await say(alice, groupID, 'two')
    const rows = await Promise.all(counted)
    const before = web.getTotalUnreadMessageCount()
    const read = unreadIs(phone, groupID, 0)

    await web.setMessageRead({ conversationID: `GROUP${groupID}` })

    await read
    expect(rows).toMatchObject(
      [1, 2].map(() => ({
        type: 'GROUP',
        subType: 'Public',
        groupProfile: { groupID, name: `name of ${groupID}` },
        lastMessage: { messageForShow: 'two', fromAccount: 'alice', lastSequence: 2 },
      })),
    )
    expect((await rowOf(web, groupID))?.unreadCount).toBe(0)
    expect(web.getTotalUnreadMessageCount()).toBe(before - 2)
    expect((await rowOf(alice, groupID))?.unreadCount).toBe(0)
  })

  test('what is not to be counted is not, and so nothing in meetings', async () => {
    const [groupID, meeting] = [await seeded(), await seeded({ type: 'ChatRoom' })]
    const quiet = { messageControlInfo: { excludedFromUnreadCount: true } }
    const arrived = shows(web, groupID, (row) => row?.lastMessage.messageForShow === 'loud')
    const met = shows(web, meeting, (row) => row?.subType === 'ChatRoom')

    await alice.sendMessage(textTo(alice, groupID, 'quiet'), quiet)
    await say(alice, groupID, 'loud')
    await say(alice, meeting, 'in a meeting')

    expect(await arrived).toMatchObject({ unreadCount: 1 })
    expect(await met).toMatchObject({
      unreadCount: 0,
      lastMessage: { messageForShow: 'in a meeting' },
    })
    await using late = await signIn(im, app, 'bob', { platform: 'Android' })
    expect(await rowOf(late, groupID)).toMatchObject({ unreadCount: 1 })
    expect(await rowOf(late, meeting)).toMatchObject({ unreadCount: 0 })
  })

  test('mentions are shown until they are read, to who signs in later too', async () => {
    const groupID = await seeded()
    const mentioned = shows(web, groupID, (row) => row?.groupAtInfoList.length === 2)
    const at = async (atUserList: string[]) => {
      const payload = { text: '@you', atUserList }
      const conversationType = TYPES.CONV_GROUP
      await alice.sendMessage(alice.createTextAtMessage({ to: groupID, conversationType, payload }))
    }
    await at(['bob'])
    await at(['carol'])
    await at([TYPES.MSG_AT_ALL])

    const row = await mentioned
    await using late = await signIn(im, app, 'bob', { platform: 'Android' })
    const later = await rowOf(late, groupID)

    const expected = [
      { from: 'alice', groupID, topicID: '', messageSequence: 1, atTypeArray: [1] },
      { from: 'alice', groupID, topicID: '', messageSequence: 3, atTypeArray: [2] },
    ]
    expect(row?.groupAtInfoList).toEqual(expected)
    expect(later?.groupAtInfoList).toEqual(expected)
    const { data } = await late.getConversationList({ hasGroupAtInfo: true })
    expect(data.conversationList.map((one) => one.groupProfile.groupID)).toContain(groupID)
    const gone = shows(web, groupID, (one) => one?.groupAtInfoList.length === 0)
    await late.setMessageRead({ conversationID: `GROUP${groupID}` })
    await gone
  })

  test('a pinned group stands first on all devices', async () => {
    const [groupID, other] = [await seeded(), await seeded()]
    await say(alice, groupID, 'older')
    await say(alice, other, 'newer')
    const pinned = shows(phone, groupID, (row) => row?.isPinned === true)

    await web.pinConversation({ conversationID: `GROUP${groupID}`, isPinned: true })

    await pinned
    const { data } = await phone.getConversationList()
    expect(data.conversationList[0]).toMatchObject({ conversationID: `GROUP${groupID}` })
    await web.pinConversation({ conversationID: `GROUP${groupID}`, isPinned: false })
    await shows(phone, groupID, (row) => row?.isPinned === false)
  })

  test('a deleted conversation is away until the next message, its history for good', async () => {
    const groupID = await seeded()
    const conversationID = `GROUP${groupID}`
    const [here, there] = [unreadIs(web, groupID, 1), unreadIs(phone, groupID, 1)]
    await say(alice, groupID, 'before')
    await Promise.all([here, there])
    const gone = shows(phone, groupID, (row) => row === undefined)

    await web.deleteConversation(conversationID)

    await gone
    expect(await rowOf(web, groupID)).toBeUndefined()
    const back = unreadIs(phone, groupID, 1)
    await say(alice, groupID, 'after')
    await back
    const { data } = await web.getMessageList({ conversationID })
    expect(textsOf(data.messageList)).toEqual(['after'])
    const { data: hers } = await alice.getMessageList({ conversationID })
    expect(textsOf(hers.messageList)).toEqual(['before', 'after'])
  })

  test('a cleared history leaves the conversation', async () => {
    const groupID = await seeded()
    const conversationID = `GROUP${groupID}`
    const arrived = unreadIs(web, groupID, 1)
    await say(alice, groupID, 'before')
    await arrived

    await web.clearHistoryMessage(conversationID)

    const { data } = await web.getMessageList({ conversationID })
    expect(data.messageList).toEqual([])
    await shows(
      web,
      groupID,
      (row) => row?.unreadCount === 0 && row.lastMessage.messageForShow === '',
    )
  })

  test('everything of groups is read at once', async () => {
    const groups = [await seeded(), await seeded()]
    const arrived = groups.map((groupID) => unreadIs(web, groupID, 1))
    for (const groupID of groups) await say(alice, groupID, 'read me')
    await Promise.all(arrived)
    const read = groups.map((groupID) => unreadIs(phone, groupID, 0))

    await web.setAllMessageRead({ scope: TYPES.READ_ALL_GROUP_MSG })

    await Promise.all(read)
    expect(web.getTotalUnreadMessageCount()).toBe(0)
  })

  test('a muted group leaves the total, one that is discarded leaves nothing to tell', async () => {
    const [quiet, silent] = [await seeded(), await seeded()]
    const remind = (groupID: string, messageRemindType: string) =>
      web.setMessageRemindType({ groupID, messageRemindType })
    const known = shows(phone, quiet, (row) => row?.messageRemindType === 'AcceptNotNotify')
    const before = web.getTotalUnreadMessageCount()
    const heard: string[] = []
    web.on('onMessageReceived', ({ data }) => void heard.push(...textsOf(data)))
    const counted = unreadIs(web, quiet, 2)

    await say(alice, quiet, 'first')
    await remind(quiet, TYPES.MSG_REMIND_ACPT_NOT_NOTE)
    await remind(silent, TYPES.MSG_REMIND_DISCARD)
    await say(alice, silent, 'unheard')
    await say(alice, quiet, 'counted')

    await Promise.all([known, counted])
    expect(web.getTotalUnreadMessageCount()).toBe(before)
    expect(heard).toEqual(['first', 'counted'])
    const { data } = await web.getMessageList({ conversationID: `GROUP${silent}` })
    expect(textsOf(data.messageList)).toEqual(['unheard'])
  })

  test('history is read page by page, and from a message on', async () => {
    const groupID = await seeded()
    const conversationID = `GROUP${groupID}`
    for (const n of numbers(20)) await say(alice, groupID, String(n))
    const texts = (from: number, to: number) =>
      numbers(to)
        .slice(from - 1)
        .map(String)

    const first = await web.getMessageList({ conversationID })
    const { nextReqMessageID } = first.data
    const second = await web.getMessageList({ conversationID, nextReqMessageID })
    const hop = (sequence: number, direction: 0 | 1) =>
      web.getMessageListHopping({ conversationID, sequence, direction, count: 4 })
    const [older, newer] = [await hop(10, 0), await hop(10, 1)]
    const end = await hop(18, 1)

    expect(textsOf(first.data.messageList)).toEqual(texts(6, 20))
    expect(first.data.isCompleted).toBe(false)
    expect(textsOf(second.data.messageList)).toEqual(texts(1, 5))
    expect(second.data).toMatchObject({ isCompleted: true, nextReqMessageID: '' })
    expect(textsOf(older.data.messageList)).toEqual(texts(7, 10))
    expect(textsOf(newer.data.messageList)).toEqual(texts(10, 13))
    expect([older.data.nextMessageSeq, newer.data.nextMessageSeq]).toEqual([6, 14])
    expect(textsOf(end.data.messageList)).toEqual(texts(18, 20))
    expect(end.data.isCompleted).toBe(true)
  })

  test('what is said to some is heard by them alone', async () => {
    const groupID = await seeded()
    const heardIt = told(web, 'onMessageReceived', ([one]) => one?.to === groupID)
    await using carol = await signIn(im, app, 'carol')
    const message = textTo(alice, groupID, 'for bob')

    const targeted = alice.createTextMessage({
      to: groupID,
      conversationType: TYPES.CONV_GROUP,
      payload: { text: 'for bob' },
      receiverList: ['bob'],
    })
    await alice.sendMessage(targeted)
    message.payload = { text: 'for all' }
    const arrived = shows(carol, groupID, (row) => row?.lastMessage.messageForShow === 'for all')
    await alice.sendMessage(message)

    expect(await heardIt).toMatchObject([{ payload: { text: 'for bob' }, receiverList: ['bob'] }])
    expect(await arrived).toMatchObject({ unreadCount: 1 })
    const conversationID = `GROUP${groupID}`
    const { data } = await carol.getMessageList({ conversationID })
    expect(textsOf(data.messageList)).toEqual(['for all'])
    const { data: bobs } = await web.getMessageList({ conversationID })
    expect(textsOf(bobs.messageList)).toEqual(['for bob', 'for all'])
  })
})
