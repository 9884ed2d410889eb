import { expect, test } from 'bun:test'
import { FakeGateway } from '../test/fake-gateway.ts'
import { next, signIn } from '../test/sign-in.ts'
import TencentCloudChat, { Chat, EVENT, TYPES } from './index.ts'
import { unavailableMethods } from './unavailable.ts'

const proxyServer = 'ws://127.0.0.1:1'

test('the default export is the same as the named one', () => {
  expect(TencentCloudChat).toBe(Chat)
  expect(Object.keys(Chat)).toEqual(['create', 'EVENT', 'TYPES', 'TSignaling', 'VERSION'])
  expect(EVENT.SDK_READY).toBe('sdkStateReady')
  expect(TYPES.MSG_AT_ALL).toBe('__kImSDK_MesssageAtALL__')
})

test('an SDKAppID has one instance until it is destroyed', async () => {
  const chat = Chat.create({ SDKAppID: 11, proxyServer })

  expect(Chat.create({ SDKAppID: 11 })).toBe(chat)
  const destroyed = next(chat, 'sdkDestroy')
  await chat.destroy()
  await destroyed

  const fresh = Chat.create({ SDKAppID: 11, proxyServer })
  expect(fresh).not.toBe(chat)
  await fresh.destroy()
})

test('an instance key makes an instance of its own', async () => {
  const one = Chat.create({ SDKAppID: 13, proxyServer })
  const other = Chat.create({ SDKAppID: 13, proxyServer, instanceKey: 'other' })

  expect(other).not.toBe(one)
  expect(Chat.create({ SDKAppID: 13, instanceKey: 'other' })).toBe(other)
  await Promise.all([one.destroy(), other.destroy()])
})

test('an instance without an SDKAppID is refused', () => {
  expect(() => Chat.create({} as never)).toThrow(expect.objectContaining({ code: 2000 }))
})

test.each([...unavailableMethods])('%s rejects with a code and does not throw', async (name) => {
  const chat = Chat.create({ SDKAppID: 12, proxyServer })

  await expect(chat[name]()).rejects.toMatchObject({ code: 7013, message: expect.any(String) })
})

test('what apps call for the sake of plugins and experiments does no harm', async () => {
  const chat = Chat.create({ SDKAppID: 12, proxyServer })

  chat.registerPlugin({ 'tim-upload-plugin': {} })
  chat.use({}, [])
  chat.setLogLevel(4)
  chat.addSignalingListener('x', () => {})
  const result = await chat.callExperimentalAPI('isCommercialAbilityEnabled', 1)

  expect(result).toEqual({ code: 0, data: { enabled: false } })
  expect(chat.getSignalingInfo({})).toBeNull()
  expect(chat.findMessage('nothing')).toBeNull()
})

test('an invitation in the style of callbacks answers through its callback', async () => {
  const chat = Chat.create({ SDKAppID: 12, proxyServer })

  const error = await new Promise((resolve) => chat.inviteSync({}, undefined, resolve))

  expect(error).toMatchObject({ code: 7013 })
})

test('a handler that throws is told as ERROR 2109 and stops nothing', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  alice.setLogLevel(4)
  const error = next(alice, 'error')
  alice.on('onMessageReceived', () => {
    throw new Error('broken')
  })
  alice.on('error', () => {
    throw new Error('broken too')
  })
  const received = next(alice, 'onMessageReceived')

  gateway.text('bob', 'alice', 'hello')

  expect(await error).toMatchObject({ code: 2109, message: expect.stringContaining('broken') })
  expect(await received).toHaveLength(1)
})

test('every frame is shown to a watcher, and a watcher that throws stops nothing', async () => {
  await using gateway = new FakeGateway()
  const frames: string[] = []
  const chat = Chat.create({
    SDKAppID: 13,
    endpoint: gateway.url,
    onFrame: (direction, text) => {
      frames.push(`${direction} ${text}`)
      throw new Error('broken')
    },
  })
  chat.setLogLevel(4)
  const ready = next(chat, 'sdkStateReady')

  await chat.login({ userID: 'alice', userSig: 'sig' })
  await ready
  await chat.destroy()

  expect(frames.map((frame) => frame.slice(0, 9))).toEqual([
    'out {"id"',
    'in {"id":',
    'out {"id"',
    'in {"id":',
    'out {"id"',
    'in {"id":',
  ])
})

test('methods work without their instance', async () => {
  const { isReady, getConversationList } = Chat.create({ SDKAppID: 12, proxyServer })

  expect(isReady()).toBe(false)
  await expect(getConversationList()).rejects.toMatchObject({ code: 2024 })
})

test('the bundle for browsers has no schemas in it', async () => {
  const { outputs } = await Bun.build({
    entrypoints: [new URL('index.ts', import.meta.url).pathname],
    target: 'browser',
    minify: true,
  })

  const text = (await outputs[0]?.text()) ?? ''

  expect(text).toContain('onMessageReceived')
  expect(text).not.toContain('ZodError')
  expect(text.length).toBeLessThan(160_000)
})
