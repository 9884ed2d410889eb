import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { EVENT, TYPES } from '@yanshu/client'
import type { ChatSDK, Message, SocketClass } from '@yanshu/client'
import { groupErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createChat } from '../../../packages/client/src/chat.ts'
import { timing } from '../../../packages/client/src/connection/timing.ts'
import { seedGroup } from '../group-seed.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

const conversationType = TYPES.CONV_GROUP

describe.each(storages)('groups in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK
  let bob: ChatSDK
  let carol: ChatSDK
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob', 'carol')
    ;[alice, bob, carol] = await Promise.all([signIn('alice'), signIn('bob'), signIn('carol')])
  })
  afterAll(async () => {
    await Promise.all([alice, bob, carol].map((chat) => chat.logout()))
    await im[Symbol.asyncDispose]()
  })

  async function signIn(userID: string): Promise<ChatSDK> {
    const webSocketClass = WebSocket as unknown as SocketClass
    const options = { SDKAppID: app.appId, proxyServer: im.url, webSocketClass }
    const chat = createChat(options, timing, () => {})
    chat.setLogLevel(4)
    const ready = new Promise<void>((resolve) => chat.on(EVENT.SDK_READY, () => resolve()))
    await chat.login({ userID, userSig: im.userSig(app, userID) })
    await ready
    return chat
  }
  const groupOfTwo = () => seedGroup(im, app, { owner: 'alice', members: ['bob'] })

  /** The next message that a chat is told of and that fits. */
  const told = (chat: ChatSDK, fits: (message: Message) => boolean) =>
    new Promise<Message>((resolve) => {
      chat.on(EVENT.MESSAGE_RECEIVED, ({ data }) => {
        const found = data.find(fits)
        if (found) resolve(found)
      })
    })
  const say = (chat: ChatSDK, to: string, text: string) =>
    chat.sendMessage(chat.createTextMessage({ to, conversationType, payload: { text } }))

  test('a message reaches the members, and mentions one', async () => {
    const groupID = await groupOfTwo()
    const received = told(bob, ({ to, type }) => to === groupID && type === TYPES.MSG_TEXT)
    const mentioned = new Promise<number[]>((resolve) => {
      bob.on(EVENT.CONVERSATION_LIST_UPDATED, ({ data }) => {
        const row = data.find(({ conversationID }) => conversationID === `GROUP${groupID}`)
        const [mention] = row?.groupAtInfoList ?? []
        if (mention) resolve(mention.atTypeArray)
      })
    })
    const message = alice.createTextAtMessage({
      to: groupID,
      conversationType,
      payload: { text: '@bob hi', atUserList: ['bob'] },
    })

    const { data } = await alice.sendMessage(message)

    expect(data.message).toMatchObject({ status: 'success', sequence: 1 })
    expect(await received).toMatchObject({
      ID: message.ID,
      from: 'alice',
      flow: 'in',
      sequence: 1,
      payload: { text: '@bob hi' },
      atUserList: ['bob'],
    })
    expect(await mentioned).toEqual([TYPES.CONV_AT_ME])
  })

  test('who applies waits until the owner agrees', async () => {
    const groupID = await groupOfTwo()
    const applied = told(alice, ({ type, to }) => isNotice(type) && to === groupID)
    const approved = told(carol, ({ type, to, payload }) => {
      const { operationType } = payload as { operationType?: number }
      return isNotice(type) && to === groupID && operationType === 2
    })
    const joined = told(bob, ({ type, to }) => type === TYPES.MSG_GRP_TIP && to === groupID)

    const { data } = await carol.joinGroup({ groupID, applyMessage: 'let me in' })
    const notice = await applied
    const { data: list } = await alice.getGroupApplicationList()
    const application = list.applicationList.find((one) => one.groupID === groupID)
    await alice.handleGroupApplication({ handleAction: 'Agree', message: notice })

    expect(data.status).toBe(TYPES.JOIN_STATUS_WAIT_APPROVAL)
    expect(notice.payload).toMatchObject({ operatorID: 'carol', operationType: 1 })
    expect(application).toMatchObject({ applicant: 'carol', note: 'let me in' })
    expect((await approved).payload).toMatchObject({ operatorID: 'alice' })
    expect((await joined).payload).toMatchObject({
      operationType: TYPES.GRP_TIP_MBR_JOIN,
      userIDList: ['carol'],
    })
  })

  test('who is muted may not speak, and knows it', async () => {
    const groupID = await groupOfTwo()
    const { data } = await alice.getGroupMemberList({ groupID })

    await alice.setGroupMemberMuteTime({ groupID, userID: 'bob', muteTime: 60 })

    expect(data.memberList.map(({ userID }) => userID).toSorted()).toEqual(['alice', 'bob'])
    await expect(say(bob, groupID, 'hi')).rejects.toMatchObject({ code: groupErrors.muted.code })
    const profiles = await alice.getGroupMemberProfile({ groupID, userIDList: ['bob', 'carol'] })
    expect(profiles.data.memberList).toMatchObject([{ userID: 'bob', role: 'Member' }])
    expect(profiles.data.memberList[0]?.muteUntil).toBeGreaterThan(Date.now() / 1000)
  })

  test('who quits is told to the others', async () => {
    const groupID = await groupOfTwo()
    const quit = told(alice, ({ type, to }) => type === TYPES.MSG_GRP_TIP && to === groupID)

    await bob.quitGroup(groupID)

    expect((await quit).payload).toMatchObject({
      operatorID: 'bob',
      operationType: TYPES.GRP_TIP_MBR_QUIT,
    })
    await expect(say(bob, groupID, 'hi')).rejects.toMatchObject({
      code: groupErrors.noPermission.code,
    })
  })
})

function isNotice(type: string): boolean {
  return type === TYPES.MSG_GRP_SYS_NOTICE
}
