import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  blocklistAdd,
  blocklistList,
  blocklistRemove,
  friendGroupAdd,
  friendGroupCreate,
  friendGroupDelete,
  friendGroupList,
  friendGroupRemove,
  friendGroupRename,
  friendList,
  messageSend,
  messageErrors,
  relationErrors,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { befriend } from '../relations.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, receive, toPeer } from '../talk.ts'

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 0,
    (error: unknown) => (error as { readonly code: number }).code,
  )

describe.each(storages)('friend groups and blocklists at the gateway on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withFriends = async (...friends: readonly string[]) => {
    const app = await seedApp(im, 'alice', 'stranger', ...friends)
    await befriend(im, app, 'alice', ...friends)
    return { app, alice: await im.connect(app, 'alice') }
  }

  describe('friend groups', () => {
    test('are made, filled, emptied, renamed and deleted; each is told', async () => {
      const { alice } = await withFriends('bob', 'carol')
      const list = async () => (await alice.call(friendGroupList, {})).groups
      const name = 'work'

      const made = await alice.call(friendGroupCreate, { name, userIds: ['bob', 'stranger'] })
      await alice.call(friendGroupAdd, { name, userIds: ['carol'] })
      const full = await list()
      await alice.call(friendGroupRemove, { name, userIds: ['bob'] })
      await alice.call(friendGroupRename, { name, newName: 'office' })
      const renamed = await list()
      const { friends } = await alice.call(friendList, {})
      await alice.call(friendGroupDelete, { name: 'office' })

      expect(made.results.map(({ code }) => code)).toEqual([0, relationErrors.memberNotFriend.code])
      expect(full).toEqual([{ name, userIds: ['bob', 'carol'] }])
      expect(renamed).toEqual([{ name: 'office', userIds: ['carol'] }])
      expect(friends.find(({ userId }) => userId === 'carol')?.groups).toEqual(['office'])
      expect(await list()).toEqual([])
      expect(await alice.next('friendGroup.changed')).toEqual({})
    })

    test('refuse what is not there, what is there already, and a 33rd', async () => {
      const { alice } = await withFriends('bob')
      const code = relationErrors.badParameter.code
      await alice.call(friendGroupCreate, { name: 'work' })
      await alice.call(friendGroupCreate, { name: 'home' })
      const name = 'other'

      expect(await codeOf(alice.call(friendGroupDelete, { name }))).toBe(code)
      expect(await codeOf(alice.call(friendGroupRename, { name, newName: 'x' }))).toBe(code)
      const taken = alice.call(friendGroupRename, { name: 'work', newName: 'home' })
      expect(await codeOf(taken)).toBe(code)
      expect(await codeOf(alice.call(friendGroupAdd, { name, userIds: ['bob'] }))).toBe(code)
      expect(await codeOf(alice.call(friendGroupRemove, { name, userIds: ['bob'] }))).toBe(code)
      for (const number of numbers(30)) await alice.call(friendGroupCreate, { name: `g${number}` })
      const over = alice.call(friendGroupCreate, { name: 'over' })
      expect(await codeOf(over)).toBe(relationErrors.groupsFull.code)
    })
  })

  test('a blocklist is written and read; all own sessions are told', async () => {
    const { app, alice } = await withFriends('bob')
    const phone = await im.connect(app, 'alice', { platform: 'iPhone' })

    const added = await alice.call(blocklistAdd, { userIds: ['bob', 'nobody'] })
    const { userIds } = await alice.call(blocklistList, {})
    const removed = await alice.call(blocklistRemove, { userIds: ['bob', 'stranger'] })

    expect(added.results.map(({ code }) => code)).toEqual([0, 30003])
    expect(userIds).toEqual(['bob'])
    expect(removed.results.map(({ code }) => code)).toEqual([0, 30001])
    expect(await phone.next('blocklist.changed')).toEqual({ added: ['bob'], removed: [] })
    expect(await phone.next('blocklist.changed')).toEqual({ added: [], removed: ['bob'] })
    expect(await alice.call(blocklistList, {})).toEqual({ userIds: [] })
  })

  describe('sending', () => {
    const talkers = async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
      let random = 0
      const send = (client: typeof alice, to: string) =>
        codeOf(client.call(messageSend, toPeer(to, ++random)))
      return { app, alice, bob, send }
    }

    test('to who blocks the sender is refused, or shown as sent, as the app says', async () => {
      const { app, alice, bob, send } = await talkers()
      await setConf(im, app, { BlocklistShowsSuccess: false })
      expect(await send(bob, 'alice')).toBe(0)
      await alice.call(blocklistAdd, { userIds: ['bob'] })

      const refused = [await send(bob, 'alice'), await send(bob, 'alice')]
      const back = await send(alice, 'bob')
      await setConf(im, app, { BlocklistShowsSuccess: true })
      const hidden = await send(bob, 'alice')
      await alice.call(blocklistRemove, { userIds: ['bob'] })
      await send(bob, 'alice')

      expect(refused).toEqual(Array(2).fill(messageErrors.blockedByPeer.code))
      expect([back, hidden]).toEqual([0, 0])
      const got = await receive(alice, 2)
      expect(got.map(({ random }) => random)).toEqual([1, 6])
    })

    test('among strangers is refused only where the app checks friends', async () => {
      const { app, alice, bob, send } = await talkers()
      const off = await send(alice, 'bob')
      await setConf(im, app, { FriendCheck: true })

      const none = [await send(alice, 'bob'), await send(bob, 'alice')]
      await befriend(im, app, 'alice', 'bob')
      const oneSided = [await send(alice, 'bob'), await send(bob, 'alice')]
      await befriend(im, app, 'bob', 'alice')
      const friends = [await send(alice, 'bob'), await send(bob, 'alice'), await send(bob, 'bob')]
      await alice.call(blocklistAdd, { userIds: ['bob'] })

      expect(off).toBe(0)
      expect(none).toEqual(Array(2).fill(messageErrors.notFriends.code))
      expect(oneSided).toEqual([
        messageErrors.notAmongPeersFriends.code,
        messageErrors.peerNotAmongFriends.code,
      ])
      expect(friends).toEqual([0, 0, 0])
      expect(await send(bob, 'alice')).toBe(messageErrors.notFriends.code)
    })
  })
})
