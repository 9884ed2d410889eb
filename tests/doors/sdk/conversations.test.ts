import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { EVENT } from '@yanshu/client'
import type { ChatSDK, SocketClass } from '@yanshu/client'
import { sendMsg } from '@yanshu/protocol'
import type { Platform } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createChat } from '../../../packages/client/src/chat.ts'
import { timing } from '../../../packages/client/src/connection/timing.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo } from '../talk.ts'

const C2C = 'C2Cbob'

describe.each(storages)('conversations in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let web: ChatSDK
  let phone: ChatSDK
  const chats: ChatSDK[] = []
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, sendMsg, fromTo('bob', 'alice', 1))
    await im.rest(app, sendMsg, fromTo('carol', 'alice', 2))
    web = await signIn('Web')
    phone = await signIn('iPhone')
  })
  afterAll(async () => {
    for (const chat of chats) await chat.logout().catch(() => undefined)
    await im[Symbol.asyncDispose]()
  })

  async function signIn(platform: Platform): Promise<ChatSDK> {
    const webSocketClass = WebSocket as unknown as SocketClass
    const options = { SDKAppID: app.appId, proxyServer: im.url, webSocketClass, platform }
    const chat = createChat(options, timing, () => {})
    chat.setLogLevel(4)
    chats.push(chat)
    const ready = new Promise<void>((resolve) => chat.on(EVENT.SDK_READY, () => resolve()))
    await chat.login({ userID: 'alice', userSig: im.userSig(app, 'alice') })
    await ready
    return chat
  }
  const rowOf = async (chat: ChatSDK) => {
    const { data } = await chat.getConversationList([C2C])
    return data.conversationList[0]
  }
  /** Resolves when a device shows its list so that it fits. */
  const shows = (chat: ChatSDK, fits: (row: Awaited<ReturnType<typeof rowOf>>) => boolean) =>
    new Promise<void>((resolve) => {
      const look = async () => void (fits(await rowOf(chat)) && resolve())
      chat.on(EVENT.CONVERSATION_LIST_UPDATED, look)
      void look()
    })

  test('marks and custom data set on one device show on the other', async () => {
    const seen = shows(phone, (row) => row?.customData === 'kept')

    const marked = await web.markConversation({
      conversationIDList: [C2C, 'C2Cnobody'],
      markType: 2 ** 40,
      enableMark: true,
    })
    await web.setConversationCustomData({ conversationIDList: [C2C], customData: 'kept' })
    await seen

    expect(marked.data.successConversationIDList).toEqual([C2C])
    expect(marked.data.failureConversationIDList).toMatchObject([
      { conversationID: 'C2Cnobody', code: 50001 },
    ])
    expect(await rowOf(phone)).toMatchObject({ markList: [2 ** 40], customData: 'kept' })
    const { data } = await phone.getConversationList({ markType: 2 ** 40 })
    expect(data.conversationList.map(({ conversationID }) => conversationID)).toEqual([C2C])
  })

  test('a group goes round: made, renamed, emptied and deleted', async () => {
    const names: string[][] = []
    phone.on(EVENT.CONVERSATION_GROUP_LIST_UPDATED, ({ data }) => void names.push(data))
    const told = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => void (names.length >= count && resolve())
        phone.on(EVENT.CONVERSATION_GROUP_LIST_UPDATED, look)
        look()
      })

    await web.createConversationGroup({ conversationIDList: [C2C], groupName: 'work' })
    await told(1)
    expect(await rowOf(phone)).toMatchObject({ conversationGroupList: ['work'] })
    await web.renameConversationGroup({ oldName: 'work', newName: 'home' })
    await told(2)
    await web.deleteConversationsFromGroup({ conversationIDList: [C2C], groupName: 'home' })
    await web.addConversationsToGroup({ conversationIDList: ['C2Ccarol'], groupName: 'home' })
    expect((await web.getConversationGroupList()).data).toEqual(['home'])
    expect(await rowOf(web)).toMatchObject({ conversationGroupList: [] })
    await web.deleteConversationGroup('home')

    expect(names.slice(0, 2)).toEqual([['work'], ['home']])
    expect((await phone.getConversationGroupList()).data).toEqual([])
    const gone = await web.deleteConversationGroup('home').catch((error: unknown) => error)
    expect(gone).toMatchObject({ code: 51009 })
  })

  test('a muted conversation leaves the total unread on every device', async () => {
    expect(web.getTotalUnreadMessageCount()).toBe(2)
    const muted = shows(phone, (row) => row?.messageRemindType === 'AcceptNotNotify')
    const mutedHere = shows(web, (row) => row?.messageRemindType === 'AcceptNotNotify')

    const { data } = await web.setMessageRemindType({
      userIDList: ['bob'],
      messageRemindType: 'AcceptNotNotify',
    })
    await Promise.all([muted, mutedHere])

    expect(data).toEqual({ successUserIDList: [{ userID: 'bob' }], failureUserIDList: [] })
    expect([web, phone].map((chat) => chat.getTotalUnreadMessageCount())).toEqual([1, 1])
    const read = shows(phone, () => phone.getTotalUnreadMessageCount() === 0)
    await web.setAllMessageRead()
    expect(web.getTotalUnreadMessageCount()).toBe(0)
    await read
  })

  test('reading one conversation on a device leaves only the others unread on the next', async () => {
    const read = shows(phone, (row) => row?.unreadCount === 0)

    await web.setMessageRead({ conversationID: C2C })
    await read

    expect([web, phone].map((chat) => chat.getTotalUnreadMessageCount())).toEqual([1, 1])
  })

  test('what is in a group is told to the other device', async () => {
    const told = new Promise<unknown>((resolve) => {
      phone.on(EVENT.CONVERSATION_IN_GROUP_UPDATED, ({ data }) => resolve(data))
    })

    await web.createConversationGroup({ conversationIDList: [C2C], groupName: 'work' })

    expect(await told).toMatchObject({
      groupName: 'work',
      conversationList: [{ conversationID: C2C, conversationGroupList: ['work'] }],
    })
  })

  test('the receive option of the account is told to the other device', async () => {
    const told = new Promise<unknown>((resolve) => {
      phone.on(EVENT.ALL_RECEIVE_MESSAGE_OPT_UPDATED, ({ data }) => resolve(data))
    })
    const option = { messageRemindType: 'AcceptNotNotify', startHour: 22, duration: 28_800 }

    await web.setAllReceiveMessageOpt(option)

    expect(await told).toMatchObject(option)
    expect((await phone.getAllReceiveMessageOpt()).data).toMatchObject(option)
  })

  test('clearing the history keeps the conversation; a draft stays on its device', async () => {
    await web.setConversationDraft({ conversationID: C2C, draftText: 'not yet' })
    await web.clearHistoryMessage(C2C)

    const { data } = await web.getMessageList({ conversationID: C2C })

    expect(data.messageList).toEqual([])
    expect(await rowOf(web)).toMatchObject({ conversationID: C2C, draftText: 'not yet' })
    expect(await rowOf(phone)).toMatchObject({ draftText: '' })
  })
})
