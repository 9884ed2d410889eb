import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { TYPES } from '@yanshu/client'
import type { ChatSDK } from '@yanshu/client'
import { messageSend, sendMsg } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, toPeer } from '../talk.ts'
import { cuttable } from './cuttable.ts'
import { signIn } from './sign-in.ts'

/** The texts that an app is told of, and a way to wait for one of them. */
function hear(chat: ChatSDK) {
  const heard: string[] = []
  chat.on('onMessageReceived', ({ data }) => {
    heard.push(...data.map(({ payload }) => (payload as { text: string }).text))
  })
  const until = (words: string) =>
    new Promise<void>((resolve) => {
      const look = () => void (heard.includes(words) && resolve())
      chat.on('onMessageReceived', look)
      look()
    })
  return { heard, until }
}

describe.each(storages)('the client SDK on what its account discards, on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('tells nothing of it after a lost connection, nor when the next message comes', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1, 'known'))
    const alice = await im.connect(app, 'alice')
    const { socketClass, cut } = cuttable()
    await using bob = await signIn(im, app, 'bob', { webSocketClass: socketClass })
    const { heard, until } = hear(bob)
    await bob.setMessageRemindType({
      userIDList: ['alice'],
      messageRemindType: TYPES.MSG_REMIND_DISCARD,
    })

    cut()
    await alice.call(messageSend, toPeer('bob', 2, 'discarded'))
    await im.rest(app, sendMsg, fromTo('carol', 'bob', 3, 'of carol'))
    await until('of carol')
    await alice.call(messageSend, toPeer('bob', 4, 'discarded too'))
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 5, 'by REST'))
    await until('by REST')

    expect(heard).toEqual(['of carol', 'by REST'])
    const { data } = await bob.getMessageList({ conversationID: 'C2Calice' })
    expect(data.messageList.map(({ payload }) => payload)).toMatchObject([
      { text: 'known' },
      { text: 'discarded' },
      { text: 'discarded too' },
      { text: 'by REST' },
    ])
  })
})
