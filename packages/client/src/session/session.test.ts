import { expect, test } from 'bun:test'
import { accountErrors } from '@yanshu/protocol/errors/account'
import { closes } from '@yanshu/protocol/gateway/closes'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn, testChat } from '../../test/sign-in.ts'

test('login resolves before SDK_READY, and the conversations are there with it', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using chat = testChat(gateway)
  const steps: unknown[] = []
  const ready = next(chat, 'sdkStateReady').then(() => steps.push('ready'))

  const result = await chat.login({ userID: 'alice', userSig: 'sig' })
  steps.push(result, chat.isReady())
  await ready

  expect(steps).toEqual([{ code: 0, data: { repeatLogin: false } }, false, 'ready'])
  expect(chat.isReady()).toBe(true)
  expect(chat.getLoginUser()).toBe('alice')
  expect(chat.getTotalUnreadMessageCount()).toBe(1)
})

test('a second login of the same user says so, of another is refused', async () => {
  await using gateway = new FakeGateway()
  await using chat = await signIn(gateway, 'alice')

  const again = await chat.login({ userID: 'alice', userSig: 'sig' })

  expect(again.data.repeatLogin).toBe(true)
  expect(again.data.errorInfo).toBeString()
  expect(chat.login({ userID: 'bob', userSig: 'sig' })).rejects.toMatchObject({ code: 2025 })
  expect(gateway.asked('login')).toHaveLength(1)
})

test('login rejects with the code of the server and leaves the instance logged out', async () => {
  await using gateway = new FakeGateway()
  await using chat = testChat(gateway)
  gateway.fail('login', { code: accountErrors.sigExpired.code })

  const failed = chat.login({ userID: 'alice', userSig: 'old' })

  await expect(failed).rejects.toMatchObject({ code: 70001, message: 'no' })
  expect(chat.getLoginUser()).toBe('')
})

test('login rejects in time where nothing answers', async () => {
  await using gateway = new FakeGateway()
  await using chat = testChat(gateway, { proxyServer: 'ws://127.0.0.1:1' })

  const failed = chat.login({ userID: 'alice', userSig: 'sig' })

  await expect(failed).rejects.toMatchObject({ code: 2800 })
})

test('calls before SDK_READY and after logout reject with 2024', async () => {
  await using gateway = new FakeGateway()
  await using chat = testChat(gateway)

  await expect(chat.getConversationList()).rejects.toMatchObject({ code: 2024 })
  await expect(chat.getMyProfile()).rejects.toMatchObject({ code: 2024 })
  await chat.login({ userID: 'alice', userSig: 'sig' })
  await next(chat, 'sdkStateReady')
  await chat.logout()

  await expect(chat.getConversationList()).rejects.toMatchObject({ code: 2024 })
})

test('logout emits SDK_NOT_READY, keeps handlers and allows the next user', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using chat = await signIn(gateway, 'alice')
  const notReady = next(chat, 'sdkStateNotReady')
  let readies = 0
  chat.on('sdkStateReady', () => {
    readies += 1
  })

  await chat.logout()
  await notReady
  await chat.login({ userID: 'carol', userSig: 'sig' })
  await next(chat, 'sdkStateReady')

  expect(readies).toBe(1)
  expect(chat.getTotalUnreadMessageCount()).toBe(0)
  expect(gateway.asked('logout')).toHaveLength(1)
})

test('a kick is told with its reason, then logs out', async () => {
  await using gateway = new FakeGateway()
  await using chat = await signIn(gateway, 'alice')
  const events: unknown[] = []
  chat.on('kickedOut', ({ data }) => events.push(data, chat.isReady()))
  chat.on('sdkStateNotReady', () => events.push('not ready'))
  const gone = next(chat, 'sdkStateNotReady')
  const pending = chat.getUserProfile({ userIDList: ['bob'] }).catch((error: unknown) => error)
  gateway.fail('profile.get', 'swallow')

  gateway.kick('alice', 'userSigExpired')
  await gone

  expect(events).toEqual([{ type: 'userSigExpired' }, false, 'not ready'])
  expect(await pending).toMatchObject({ code: expect.any(Number) })
  expect(chat.getLoginUser()).toBe('')
})

test('the close code of a kick is enough where its event was lost', async () => {
  await using gateway = new FakeGateway()
  await using chat = await signIn(gateway, 'alice')
  const kicked = next(chat, 'kickedOut')

  gateway.close('alice', closes.kicked.code)

  expect(await kicked).toEqual({ type: 'multipleAccount' })
})

test('a refused reconnection ends with ERROR and SDK_NOT_READY', async () => {
  await using gateway = new FakeGateway()
  await using chat = await signIn(gateway, 'alice')
  const error = next(chat, 'error')
  const notReady = next(chat, 'sdkStateNotReady')
  gateway.fail('login', { code: accountErrors.sigRevoked.code })

  gateway.cut('alice')

  expect(await error).toMatchObject({ code: 70052 })
  await notReady
})

test('a signature that ran out meanwhile is a kick', async () => {
  await using gateway = new FakeGateway()
  await using chat = await signIn(gateway, 'alice')
  const kicked = next(chat, 'kickedOut')
  gateway.fail('login', { code: accountErrors.sigExpired.code })

  gateway.cut('alice')

  expect(await kicked).toEqual({ type: 'userSigExpired' })
})

test('an overloaded server is asked again after a reconnection', async () => {
  await using gateway = new FakeGateway()
  await using chat = await signIn(gateway, 'alice')
  gateway.fail('login', { code: -10114 })
  const back = next(chat, 'netStateChange', ({ state }) => state === 'connected')

  gateway.cut('alice')
  await back

  expect(gateway.asked('login')).toHaveLength(3)
  expect(chat.isReady()).toBe(true)
})

test('the state of the network is told', async () => {
  await using gateway = new FakeGateway()
  await using chat = testChat(gateway)
  const states: string[] = []
  chat.on('netStateChange', ({ data }) => states.push(data.state))
  await chat.login({ userID: 'alice', userSig: 'sig' })
  await next(chat, 'sdkStateReady')
  gateway.fail('login', 'dropBefore')
  const back = next(chat, 'netStateChange', ({ state }) => state === 'connected')

  gateway.cut('alice')
  await back

  expect(states).toEqual(['connecting', 'connected', 'connecting', 'disconnected', 'connected'])
})

test('a device keeps its instance id over reconnections', async () => {
  await using gateway = new FakeGateway()
  await using chat = await signIn(gateway, 'alice')
  const back = next(chat, 'netStateChange', ({ state }) => state === 'connected')

  gateway.cut('alice')
  await back

  const ids = gateway.asked('login').map(({ params }) => params['instanceId'])
  expect(ids).toHaveLength(2)
  expect(ids[0]).toBe(ids[1])
})

test('the list is loaded again where the first attempt fails, then SDK_READY comes', async () => {
  await using gateway = new FakeGateway()
  await using chat = testChat(gateway)
  gateway.fail('conversation.list', { code: 60008 })
  const error = next(chat, 'error')
  const ready = next(chat, 'sdkStateReady')

  await chat.login({ userID: 'alice', userSig: 'sig' })

  expect(await error).toMatchObject({ code: 60008 })
  await ready
})

test('the time of the server is told in seconds', async () => {
  await using gateway = new FakeGateway()
  await using chat = await signIn(gateway, 'alice')

  const ahead = chat.getServerTime() - Date.now() / 1_000

  expect(ahead).toBeGreaterThan(3_590)
  expect(ahead).toBeLessThan(3_610)
})

test('a connection that answers no ping is given up for another', async () => {
  await using gateway = new FakeGateway()
  gateway.heartbeatSeconds = 0.05
  await using chat = testChat(gateway)
  gateway.fail('ping', 'swallow')
  await chat.login({ userID: 'alice', userSig: 'sig' })

  await next(chat, 'netStateChange', ({ state }) => state === 'connecting')
  await next(chat, 'netStateChange', ({ state }) => state === 'connected')

  expect(gateway.connections).toBe(2)
})
