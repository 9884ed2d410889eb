import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { EVENT } from '@yanshu/client'
import type { ChatSDK, Message, SocketClass } from '@yanshu/client'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createChat } from '../../../packages/client/src/chat.ts'
import { timing } from '../../../packages/client/src/connection/timing.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

const bytes = new Uint8Array(5000).map((_, at) => at % 251)

describe.each(storages)('media in the client SDK on $name', ({ start }) => {
  let im: TestServer
  const chats: ChatSDK[] = []
  beforeAll(async () => {
    im = await start()
  })
  afterAll(async () => {
    for (const chat of chats) await chat.logout().catch(() => undefined)
    await im[Symbol.asyncDispose]()
  })

  async function signIn(app: TestApp, userID: string): Promise<ChatSDK> {
    const webSocketClass = WebSocket as unknown as SocketClass
    const options = { SDKAppID: app.appId, proxyServer: im.url, webSocketClass }
    const chat = createChat(options, timing, () => {})
    chat.setLogLevel(4)
    chats.push(chat)
    const ready = new Promise<void>((resolve) => chat.on(EVENT.SDK_READY, () => resolve()))
    await chat.login({ userID, userSig: im.userSig(app, userID) })
    await ready
    return chat
  }
  const received = (chat: ChatSDK) =>
    new Promise<Message>((resolve) => {
      chat.on(EVENT.MESSAGE_RECEIVED, ({ data: [message] }) => void (message && resolve(message)))
    })

  test('a file is uploaded, sent and downloaded whole', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const [alice, bob] = [await signIn(app, 'alice'), await signIn(app, 'bob')]
    const progress: number[] = []
    const arriving = received(bob)

    const message = alice.createFileMessage({
      to: 'bob',
      conversationType: 'C2C',
      payload: { file: new File([bytes], 'list.bin') },
      onProgress: (done: number) => void progress.push(done),
    })
    await alice.sendMessage(message)
    const payload = (await arriving).payload as { fileUrl: string; fileName: string }
    const download = await fetch(payload.fileUrl)

    expect(payload).toMatchObject({ fileName: 'list.bin', fileSize: bytes.length })
    expect(progress.at(-1)).toBe(1)
    expect(new Uint8Array(await download.arrayBuffer())).toEqual(bytes)
  })

  test('a picture arrives with its size and two smaller ones', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const [alice, bob] = [await signIn(app, 'alice'), await signIn(app, 'bob')]
    const arriving = received(bob)
    const file = new File([await picture()], 'dot.png', { type: 'image/png' })

    await alice.sendMessage(
      alice.createImageMessage({ to: 'bob', conversationType: 'C2C', payload: { file } }),
    )
    const { imageInfoArray } = (await arriving).payload as {
      imageInfoArray: { url: string; width: number; height: number }[]
    }
    const [original, thumbnail] = await Promise.all(
      imageInfoArray.slice(0, 2).map(async ({ url }) => (await fetch(url)).status),
    )

    expect(imageInfoArray).toHaveLength(3)
    expect(imageInfoArray[0]).toMatchObject({ width: 1, height: 1 })
    expect([original, thumbnail]).toEqual([200, 200])
  })
})

/** The smallest PNG there is: one pixel. */
async function picture(): Promise<Uint8Array<ArrayBuffer>> {
  const base64 =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
