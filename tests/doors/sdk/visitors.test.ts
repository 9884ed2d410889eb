import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { create, TYPES } from '@yanshu/client'
import type { ChatSDK, CreateOptions } from '@yanshu/client'
import { groupErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { cuttable } from '../client/cuttable.ts'
import { signIn } from '../client/sign-in.ts'
import { seedGroup } from '../group-seed.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { heard, notice, say, textsOf, textTo, tip, told } from './told.ts'

describe.each(storages)('visitors in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK & AsyncDisposable
  let made = 0
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { LiveHistoryCount: 5, Community: true })
    alice = await signIn(im, app, 'alice')
  })
  afterAll(async () => {
    await alice[Symbol.asyncDispose]()
    await im[Symbol.asyncDispose]()
  })

  function visitor(options: Partial<CreateOptions> = {}): ChatSDK & AsyncDisposable {
    made += 1
    const instanceKey = `visitor ${made}`
    const chat = create({ SDKAppID: app.appId, endpoint: im.url, instanceKey, ...options })
    return Object.assign(chat, {
      [Symbol.asyncDispose]: async () => {
        await chat.destroy()
      },
    })
  }
  async function room(): Promise<string> {
    const { data } = await alice.createGroup({ name: 'show', type: TYPES.GRP_AVCHATROOM })
    const { groupID } = data.group
    await alice.joinGroup({ groupID })
    return groupID
  }
  const hears = (chat: ChatSDK, text: string) =>
    heard(chat, (message) => textsOf([message])[0] === text)

  test('who is not logged in joins a live room and hears it, and cannot speak', async () => {
    const groupID = await room()
    await say(alice, groupID, 'before')
    await using guest = visitor()
    const before = hears(guest, 'before')

    const { data } = await guest.joinGroup({ groupID })
    const arriving = hears(guest, 'welcome')
    await say(alice, groupID, 'welcome')

    expect(data).toMatchObject({
      status: TYPES.JOIN_STATUS_SUCCESS,
      group: { groupID, type: 'AVChatRoom', ownerID: 'alice', selfInfo: { userID: '', role: '' } },
    })
    expect(await before).toMatchObject({ from: 'alice', to: groupID, flow: 'in' })
    expect(await arriving).toMatchObject({ from: 'alice', to: groupID, flow: 'in' })
    await expect(guest.sendMessage(textTo(guest, groupID, 'hi'))).rejects.toMatchObject({
      code: 2024,
    })
    const { data: count } = await alice.getGroupOnlineMemberCount(groupID)
    expect(count.memberCount).toBe(1)
  })

  test('members who come are told to visitors, and what happens to messages and attributes', async () => {
    const groupID = await room()
    await using guest = visitor()
    await guest.joinGroup({ groupID })
    const joined = tip(guest, groupID, TYPES.GRP_TIP_MBR_JOIN)
    const updated = told(guest, 'groupAttributesUpdated', (one) => one.groupID === groupID)

    await using bob = await signIn(im, app, 'bob')
    await bob.joinGroup({ groupID })
    await alice.setGroupAttributes({ groupID, groupAttributes: { song: 'one' } })
    const arriving = hears(guest, 'sorry')
    const mine = await say(alice, groupID, 'sorry')
    await arriving
    const revoked = told(guest, 'onMessageRevoked', ([one]) => one?.ID === mine.ID)
    await alice.revokeMessage(mine)

    expect((await joined).payload).toMatchObject({ userIDList: ['bob'] })
    expect(await updated).toEqual({ groupID, groupAttributes: { song: 'one' } })
    expect(await revoked).toMatchObject([{ ID: mine.ID, isRevoked: true }])
  })

  test('the login ends the visit: the room is heard again when the account joins it', async () => {
    const groupID = await room()
    await using guest = visitor()
    await guest.joinGroup({ groupID })
    const ready = told(guest, 'sdkStateReady')
    await guest.login({ userID: 'bob', userSig: im.userSig(app, 'bob') })
    await ready
    const texts: string[] = []
    guest.on('onMessageReceived', ({ data }) => void texts.push(...textsOf(data)))

    await say(alice, groupID, 'between')
    await guest.getMyProfile()
    const between = [...texts]
    await guest.joinGroup({ groupID })
    const answer = hears(alice, 'of bob')
    await say(guest, groupID, 'of bob')

    expect(between).toEqual([])
    expect(texts).toEqual(['between'])
    expect(await answer).toMatchObject({ from: 'bob' })
  })

  test('who quits hears nothing more, and may visit another room', async () => {
    const [first, second] = [await room(), await room()]
    await using guest = visitor()
    await guest.joinGroup({ groupID: first })
    const texts: string[] = []
    guest.on('onMessageReceived', ({ data }) => void texts.push(...textsOf(data)))

    await guest.quitGroup(first)
    await guest.joinGroup({ groupID: second })
    const arriving = hears(guest, 'in the second')
    await alice.joinGroup({ groupID: first })
    await say(alice, first, 'in the first')
    await alice.joinGroup({ groupID: second })
    await say(alice, second, 'in the second')
    await arriving

    expect(texts).toEqual(['in the second'])
  })

  test('after a lost connection the room is joined again', async () => {
    const groupID = await room()
    const { socketClass, cut } = cuttable()
    const frames: string[] = []
    const onFrame = (_: string, text: string) => void frames.push(text)
    await using guest = visitor({ webSocketClass: socketClass, onFrame })
    await guest.joinGroup({ groupID })
    const again = new Promise<void>((resolve) => {
      const look = () =>
        frames.filter((frame) => frame.includes('"joined"')).length > 1
          ? resolve()
          : setTimeout(look, 5)
      look()
    })

    cut()
    await again
    const arriving = hears(guest, 'welcome back')
    await say(alice, groupID, 'welcome back')

    expect(await arriving).toMatchObject({ from: 'alice' })
  })

  test.each(['Private', 'Public', 'ChatRoom', 'Community'] as const)(
    'a %s group is joined by accounts alone',
    async (type) => {
      const groupID = await seedGroup(im, app, { type, owner: 'alice' })
      await using guest = visitor()

      await expect(guest.joinGroup({ groupID })).rejects.toMatchObject({ code: 2662 })
    },
  )

  test('a group that there is not is told as one', async () => {
    await using guest = visitor()

    await expect(guest.joinGroup({ groupID: 'none' })).rejects.toMatchObject({
      code: groupErrors.noGroup.code,
    })
  })

  test('visitors are told that their room is dissolved', async () => {
    const groupID = await room()
    await using guest = visitor()
    await guest.joinGroup({ groupID })
    const dismissed = notice(guest, groupID, 5)

    await alice.dismissGroup(groupID)

    expect((await dismissed).payload).toMatchObject({ operatorID: 'alice' })
    await expect(guest.quitGroup(groupID)).rejects.toMatchObject({ code: 2024 })
  })

  test('where the app switched visitors off they cannot join, and those who are there go', async () => {
    const groupID = await room()
    await using guest = visitor()
    await using late = visitor()
    await guest.joinGroup({ groupID })
    const ended = told(guest, 'error')

    await setConf(im, app, { LiveVisitors: false })

    await expect(late.joinGroup({ groupID })).rejects.toMatchObject({ code: 2660 })
    expect(await ended).toMatchObject({ code: 72_001 })
    await setConf(im, app, { LiveVisitors: true })
    expect((await late.joinGroup({ groupID })).data.status).toBe(TYPES.JOIN_STATUS_SUCCESS)
  })
})
