import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { EVENT } from '@yanshu/client'
import type { ChatSDK, SocketClass } from '@yanshu/client'
import { groupErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createChat } from '../../../packages/client/src/chat.ts'
import { timing } from '../../../packages/client/src/connection/timing.ts'
import { seedGroup } from '../group-seed.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

describe.each(storages)('attributes of groups in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK
  let bob: ChatSDK
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob')
    alice = await signIn('alice')
    bob = await signIn('bob')
  })
  afterAll(async () => {
    await Promise.all([alice.logout(), bob.logout()])
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
  const seeded = () => seedGroup(im, app, { owner: 'alice', members: ['bob'] })

  test('each write is told to both, as one state after the other', async () => {
    const groupID = await seeded()
    const both = [alice, bob].map(
      (chat) =>
        new Promise((resolve) => {
          chat.on(EVENT.GROUP_ATTRIBUTES_UPDATED, ({ data }) => {
            if (data.groupID === groupID && data.groupAttributes['song'] === 'two') {
              resolve(data.groupAttributes)
            }
          })
        }),
    )

    await alice.initGroupAttributes({ groupID, groupAttributes: { seat: 'alice' } })
    await alice.setGroupAttributes({ groupID, groupAttributes: { song: 'one' } })
    await bob.setGroupAttributes({ groupID, groupAttributes: { song: 'two' } })

    const all = { seat: 'alice', song: 'two' }
    expect(await Promise.all(both)).toEqual([all, all])
    const { data } = await alice.getGroupAttributes({ groupID, keyList: ['song'] })
    expect(data.groupAttributes).toEqual({ song: 'two' })
  })

  test('of two who write at the same time one reads again', async () => {
    const groupID = await seeded()
    const chats = [alice, bob]
    for (const chat of chats) await chat.getGroupAttributes({ groupID })

    const codes = await Promise.all(
      chats.map((chat, at) =>
        chat.setGroupAttributes({ groupID, groupAttributes: { [`key${at}`]: 'x' } }).then(
          () => 0,
          ({ code }: { code: number }) => code,
        ),
      ),
    )

    expect(codes.toSorted((a, b) => a - b)).toEqual([0, groupErrors.attributeConflict.code])
  })

  test('counters go up and down', async () => {
    const groupID = await seeded()

    await alice.setGroupCounters({ groupID, counters: { likes: 3 } })
    const { data: up } = await bob.increaseGroupCounter({ groupID, key: 'likes', value: 2 })
    const { data: down } = await alice.decreaseGroupCounter({ groupID, key: 'likes', value: 1 })

    expect([up.value, down.value]).toEqual([5, 4])
    expect((await bob.getGroupCounters({ groupID })).data.counters).toEqual({ likes: 4 })
  })
})
