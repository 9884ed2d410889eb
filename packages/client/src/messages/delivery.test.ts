import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { collectTexts, next, signIn, textTo } from '../../test/sign-in.ts'

test('a message keeps its object and its id from creation to history', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const message = textTo(alice, 'bob', 'hello')
  const { ID } = message
  expect(message).toMatchObject({ status: 'unSend', from: 'alice', flow: 'out' })

  const { data } = await alice.sendMessage(message)
  const page = await alice.getMessageList({ conversationID: 'C2Cbob' })

  expect(data.message).toBe(message)
  expect(message).toMatchObject({ ID, status: 'success', sequence: 1 })
  expect(page.data.messageList[0]).toBe(message)
  expect(alice.findMessage(ID)).toBe(message)
})

test('the receiver and other devices of the sender get a message, the sending instance does not', async () => {
  await using gateway = new FakeGateway()
  await using phone = await signIn(gateway, 'alice')
  await using desk = await signIn(gateway, 'alice')
  await using bob = await signIn(gateway, 'bob')
  const own = collectTexts(phone)
  const atDesk = next(desk, 'onMessageReceived')
  const atBob = next(bob, 'onMessageReceived')

  const sent = await phone.sendMessage(textTo(phone, 'bob', 'hello'))
  gateway.text('bob', 'alice', 'answer')

  expect(await atDesk).toMatchObject([{ flow: 'out', conversationID: 'C2Cbob' }])
  expect(await atBob).toMatchObject([
    { ID: sent.data.message.ID, flow: 'in', conversationID: 'C2Calice' },
  ])
  expect(await own.reach(1)).toEqual(['answer'])
})

test.each(['dropBefore', 'dropAfter'] as const)(
  'a send that meets a lost connection (%s) is repeated the same and stored once',
  async (fault) => {
    await using gateway = new FakeGateway()
    await using alice = await signIn(gateway, 'alice')
    const own = collectTexts(alice)
    gateway.fail('message.send', fault)

    const { data } = await alice.sendMessage(textTo(alice, 'bob', 'hello'))
    gateway.text('bob', 'alice', 'answer')

    const [first, second] = gateway.asked('message.send')
    expect(second?.params).toEqual(first?.params ?? {})
    expect(gateway.log.messages.map(({ id }) => id)).toContain(data.message.ID)
    expect(gateway.log.between('alice', 'bob')).toHaveLength(2)
    expect(await own.reach(1)).toEqual(['answer'])
  },
)

test('a send without an answer fails with its message, and can be sent again as the same', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const message = textTo(alice, 'bob', 'hello')
  gateway.fail('message.send', 'swallow')

  const failed = alice.sendMessage(message)

  await expect(failed).rejects.toMatchObject({ code: 2800, data: { message } })
  expect(message.status).toBe('fail')
  await alice.resendMessage(message)
  expect(message.status).toBe('success')
  expect(gateway.log.messages).toHaveLength(1)
})

test('a send refused by the server rejects with its code', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  gateway.fail('message.send', { code: 20012 })

  const failed = alice.sendMessage(textTo(alice, 'bob', 'hello'))

  await expect(failed).rejects.toMatchObject({
    code: 20012,
    message: 'no',
    data: { message: { status: 'fail' } },
  })
})

test('many sends at once stay in order and under the limit of waiting frames', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const texts = Array.from({ length: 300 }, (_, at) => `text ${at}`)

  await Promise.all(texts.map((text) => alice.sendMessage(textTo(alice, 'bob', text))))

  const stored = gateway.log.messages.map(({ body: [first] }) => first?.MsgContent)
  expect(stored).toEqual(texts.map((text) => ({ Text: text })))
})

test('what came while the connection was away arrives once and in order', async () => {
  await using gateway = new FakeGateway()
  await using bob = await signIn(gateway, 'bob')
  const received = collectTexts(bob)
  gateway.text('alice', 'bob', '1')
  await received.reach(1)
  const back = next(bob, 'netStateChange', ({ state }) => state === 'connected')

  gateway.cut('bob')
  for (const text of ['2', '3', '4', '5', '6']) gateway.text('alice', 'bob', text)
  await back
  gateway.text('alice', 'bob', '7')

  expect(await received.reach(7)).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  expect(bob.getTotalUnreadMessageCount()).toBe(7)
})

test('a recall that was missed is told once after the reconnection', async () => {
  await using gateway = new FakeGateway()
  await using bob = await signIn(gateway, 'bob')
  const received = next(bob, 'onMessageReceived')
  const { key } = gateway.text('alice', 'bob', 'oops')
  const [message] = await received
  const revoked: unknown[] = []
  bob.on('onMessageRevoked', ({ data }) => revoked.push(...data))
  const told = next(bob, 'onMessageRevoked')

  gateway.cut('bob')
  gateway.log.recall(key, 'alice')
  await told
  gateway.cut('bob')
  await next(bob, 'onConversationListUpdated')

  expect(revoked).toEqual([message])
  expect(message).toMatchObject({ isRevoked: true, revoker: 'alice' })
})

test('a hole in a conversation is filled before the message behind it is shown', async () => {
  await using gateway = new FakeGateway()
  await using bob = await signIn(gateway, 'bob')
  const received = collectTexts(bob)
  gateway.text('alice', 'bob', '1')
  await received.reach(1)

  gateway.losses.set('bob', 2)
  for (const text of ['2', '3', '4']) gateway.text('alice', 'bob', text)

  expect(await received.reach(4)).toEqual(['1', '2', '3', '4'])
  expect(bob.getTotalUnreadMessageCount()).toBe(4)
})

test('a lost last message is found by the next heartbeat', async () => {
  await using gateway = new FakeGateway()
  gateway.heartbeatSeconds = 0.05
  await using bob = await signIn(gateway, 'bob')
  const received = collectTexts(bob)

  gateway.losses.set('bob', 1)
  gateway.text('alice', 'bob', 'lost')

  expect(await received.reach(1)).toEqual(['lost'])
})

test('a lost message before one of another conversation is found by a later heartbeat', async () => {
  await using gateway = new FakeGateway()
  gateway.heartbeatSeconds = 0.02
  await using bob = await signIn(gateway, 'bob')
  const received = collectTexts(bob)

  gateway.losses.set('bob', 1)
  gateway.text('alice', 'bob', 'lost')
  gateway.text('carol', 'bob', 'seen')

  expect(await received.reach(2)).toEqual(['seen', 'lost'])
})

test('an online-only message arrives and is not counted', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  await using bob = await signIn(gateway, 'bob')
  const received = next(bob, 'onMessageReceived')

  const { data } = await alice.sendMessage(textTo(alice, 'bob', 'typing'), { onlineUserOnly: true })

  expect(await received).toMatchObject([{ ID: data.message.ID, sequence: 0 }])
  expect(bob.getTotalUnreadMessageCount()).toBe(0)
  expect((await bob.getConversationList()).data.conversationList).toEqual([])
})

test('a message is recalled on both sides and only the other side is told', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  await using bob = await signIn(gateway, 'bob')
  let told = 0
  alice.on('onMessageRevoked', () => {
    told += 1
  })
  const received = next(bob, 'onMessageReceived')
  const { data } = await alice.sendMessage(textTo(alice, 'bob', 'oops'))
  const [seen] = await received
  const revoked = next(bob, 'onMessageRevoked')

  const result = await alice.revokeMessage(data.message)

  expect(result.data.message).toMatchObject({ isRevoked: true, revoker: 'alice' })
  expect((await revoked)[0]).toBe(seen as NonNullable<typeof seen>)
  const { conversation } = (await bob.getConversationProfile('C2Calice')).data
  expect(conversation.lastMessage.isRevoked).toBe(true)
  expect(told).toBe(0)
})

test('history is read backwards in pages of 15', async () => {
  await using gateway = new FakeGateway()
  for (let at = 1; at <= 32; at += 1) gateway.text('alice', 'bob', String(at))
  await using bob = await signIn(gateway, 'bob')
  const pages: string[][] = []

  let nextReqMessageID = ''
  for (let done = false; !done;) {
    const { data } = await bob.getMessageList({ conversationID: 'C2Calice', nextReqMessageID })
    pages.push(data.messageList.map(({ payload }) => (payload as { text: string }).text))
    nextReqMessageID = data.nextReqMessageID
    done = data.isCompleted
  }

  expect(pages.map((page) => page.length)).toEqual([15, 15, 2])
  expect(pages.reverse().flat()).toEqual(Array.from({ length: 32 }, (_, at) => String(at + 1)))
})

test('a message to the system conversation rejects with 2106', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const conversationType = '@TIM#SYSTEM'
  const message = alice.createTextMessage({ to: 'x', conversationType, payload: { text: 'a' } })

  const failed = alice.sendMessage(message)

  await expect(failed).rejects.toMatchObject({ code: 2106, data: { message: { status: 'fail' } } })
})

test('an image without a file is made and fails when it is sent', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')

  const image = alice.createImageMessage({ to: 'bob', conversationType: 'C2C', payload: {} })

  expect(image.type).toBe('TIMImageElem')
  await expect(alice.sendMessage(image)).rejects.toMatchObject({ code: 2251 })
  await expect(alice.sendMessage(undefined as never)).rejects.toMatchObject({ code: 2105 })
})

test('a message made before login is sent as its sender’s', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  await alice.logout()
  const message = textTo(alice, 'bob', 'early')
  await alice.login({ userID: 'alice', userSig: 'sig' })
  await next(alice, 'sdkStateReady')

  await alice.sendMessage(message)

  expect(gateway.log.messages[0]?.id).toBe(message.ID)
  expect(message.from).toBe('alice')
})
