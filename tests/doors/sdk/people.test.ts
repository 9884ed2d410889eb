import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { EVENT, TYPES } from '@yanshu/client'
import type { ChatSDK, SocketClass, UserStatus } from '@yanshu/client'
import { createUserField, kick } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createChat } from '../../../packages/client/src/chat.ts'
import { timing } from '../../../packages/client/src/connection/timing.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'

const TAG = 'Tag_Profile_Custom_Team'

/** Sockets of one chat, so that a test can cut them. */
function cuttable() {
  const sockets: { terminate(): void }[] = []
  class Socket extends WebSocket {
    constructor(url: string) {
      super(url)
      // Bun's sockets can be ended without a word; the type is the browsers'.
      sockets.push(this as unknown as { terminate(): void })
    }
  }
  return { Socket: Socket as unknown as SocketClass, cut: () => sockets.at(-1)?.terminate() }
}

describe.each(storages)('people in the client SDK on $name', ({ start }) => {
  let im: TestServer
  const chats: ChatSDK[] = []
  beforeAll(async () => {
    im = await start()
  })
  afterAll(async () => {
    for (const chat of chats) await chat.logout().catch(() => undefined)
    await im[Symbol.asyncDispose]()
  })

  async function signIn(
    app: TestApp,
    userID: string,
    webSocketClass = WebSocket as unknown as SocketClass,
  ): Promise<ChatSDK> {
    const options = { SDKAppID: app.appId, proxyServer: im.url, webSocketClass }
    const chat = createChat(options, timing, () => {})
    chat.setLogLevel(4)
    chats.push(chat)
    const ready = new Promise<void>((resolve) => chat.on(EVENT.SDK_READY, () => resolve()))
    await chat.login({ userID, userSig: im.userSig(app, userID) })
    await ready
    return chat
  }
  const nextStatus = (chat: ChatSDK, fits: (status: UserStatus) => boolean) =>
    new Promise<UserStatus>((resolve) => {
      chat.on(EVENT.USER_STATUS_UPDATED, ({ data }) => {
        const found = data.find(fits)
        if (found) resolve(found)
      })
    })

  test('a profile with a field of the app’s own goes round, with the time of its change', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const all = { AppRead: true, AppWrite: true, AdminRead: true, AdminWrite: true }
    await im.act(createUserField, { SDKAppID: app.appId, Key: 'Team', Type: 'string', ...all })
    const [alice, bob] = [await signIn(app, 'alice'), await signIn(app, 'bob')]
    const profileCustomField = [{ key: TAG, value: 'red' }]

    const { data: changed } = await alice.updateMyProfile({ nick: 'Al', profileCustomField })
    const { data: own } = await alice.getMyProfile()
    const { data: seen } = await bob.getUserProfile({ userIDList: ['alice'] })

    expect(changed).toMatchObject({ userID: 'alice', nick: 'Al', profileCustomField })
    expect(own).toEqual(changed)
    expect(seen).toEqual([changed])
    expect(Math.abs(changed.lastUpdatedTime - Date.now() / 1000)).toBeLessThan(60)
  })

  test('who chose no allow type has that of the app', async () => {
    const app = await seedApp(im, 'alice')
    await setConf(im, app, { DefaultAllowType: TYPES.ALLOW_TYPE_DENY_ANY })

    const { data } = await (await signIn(app, 'alice')).getMyProfile()

    expect(data.allowType).toBe(TYPES.ALLOW_TYPE_DENY_ANY)
  })

  test('the own status is free; those of others are 72001 while the feature is off', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await signIn(app, 'alice')
    const userIDList = ['bob']
    const refusals = [
      alice.getUserStatus({ userIDList }),
      alice.subscribeUserStatus({ userIDList }),
      alice.unsubscribeUserStatus(),
    ].map((call) => call.catch((error: unknown) => error))

    const { data } = await alice.setSelfStatus({ customStatus: 'busy' })
    const own = await alice.getUserStatus({ userIDList: ['alice'] })

    const status = {
      userID: 'alice',
      statusType: TYPES.USER_STATUS_ONLINE,
      customStatus: 'busy',
    }
    expect(data).toEqual(status)
    expect(own.data).toEqual({ successUserList: [status], failureUserList: [] })
    for (const refusal of refusals) expect(await refusal).toMatchObject({ code: 72001 })
  })

  test('subscriptions tell, hold over a reconnection, and end', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { UserStatus: true })
    const { Socket, cut } = cuttable()
    const alice = await signIn(app, 'alice', Socket)
    const userIDList = ['bob', 'nobody']

    const { data } = await alice.subscribeUserStatus({ userIDList })
    const came = nextStatus(alice, ({ statusType }) => statusType === TYPES.USER_STATUS_ONLINE)
    const bob = await signIn(app, 'bob')
    const online = await came
    const said = nextStatus(alice, ({ customStatus }) => customStatus === 'hi')
    cut()
    await bob.setSelfStatus({ customStatus: 'hi' })
    const news = await said
    const went = nextStatus(alice, ({ statusType }) => statusType === TYPES.USER_STATUS_UNLOGINED)
    await im.rest(app, kick, { UserID: 'bob' })

    expect(data).toMatchObject({ failureUserList: [{ userID: 'nobody', code: 70107 }] })
    expect(online).toEqual({ userID: 'bob', statusType: 1, customStatus: '' })
    expect(news).toEqual({ userID: 'bob', statusType: 1, customStatus: 'hi' })
    expect(await went).toEqual({ userID: 'bob', statusType: 3, customStatus: '' })
    expect((await alice.unsubscribeUserStatus()).data).toEqual({ failureUserList: [] })
  })
})
