import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { create, EVENT, TYPES } from '@yanshu/client'
import type { ChatEvents, ChatSDK, Conversation } from '@yanshu/client'
import { profileSet } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { befriend, setAllowType, SOURCE } from '../relations.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 0,
    (error: unknown) => (error as { readonly code: number }).code,
  )

/** The data of the next event of a kind that fits. */
function next<Name extends keyof ChatEvents>(
  chat: ChatSDK,
  name: Name,
  fits: (data: ChatEvents[Name]) => boolean = () => true,
): Promise<ChatEvents[Name]> {
  return new Promise((resolve) => {
    const handler = ({ data }: { readonly data: unknown }) => {
      if (!fits(data as ChatEvents[Name])) return
      chat.off(name, handler)
      resolve(data as ChatEvents[Name])
    }
    chat.on(name, handler)
  })
}

describe.each(storages)('friends in the client SDK on $name', ({ start }) => {
  let im: TestServer
  const chats: ChatSDK[] = []
  beforeAll(async () => {
    im = await start()
  })
  afterAll(async () => {
    for (const chat of chats) await chat.destroy()
    await im[Symbol.asyncDispose]()
  })

  const signIn = async (app: TestApp, userID: string) => {
    const chat = create({ SDKAppID: app.appId, proxyServer: im.url })
    chat.setLogLevel(4)
    const ready = next(chat, EVENT.SDK_READY)
    await chat.login({ userID, userSig: im.userSig(app, userID) })
    await ready
    // One instance stands for an SDKAppID; every case signs in one user.
    chats.push(chat)
    return chat
  }

  test('are added, renamed, checked and deleted; the app is told of each', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await setAllowType(im, app, 'carol', 'NeedConfirm')
    const alice = await signIn(app, 'alice')
    expect((await alice.getFriendList()).data).toEqual([])

    const told = next(alice, EVENT.FRIEND_LIST_UPDATED, (list) => list.length === 1)
    const added = await alice.addFriend({ to: 'bob', source: SOURCE, remark: 'B' })
    const pending = await alice.addFriend({ to: 'carol', source: SOURCE, wording: 'hi' })
    const [friend] = await told
    const renamed = await alice.updateFriend({ userID: 'bob', remark: 'Bobby' })
    const checked = await alice.checkFriend({ userIDList: ['bob', 'nobody'] })
    const found = await alice.getFriendProfile({ userIDList: ['bob', 'carol'] })
    const gone = next(alice, EVENT.FRIEND_LIST_UPDATED, (list) => list.length === 0)
    const deleted = await alice.deleteFriend({ userIDList: ['bob', 'carol'] })
    await gone

    expect([added.data, pending.data]).toEqual([{ code: 0 }, { code: 30539 }])
    expect(friend).toMatchObject({ userID: 'bob', remark: 'B', source: SOURCE, groupList: [] })
    expect(renamed.data).toMatchObject({ userID: 'bob', remark: 'Bobby' })
    expect(checked.data).toMatchObject({
      successUserIDList: [{ userID: 'bob', relation: TYPES.SNS_TYPE_BOTH_WAY }],
      failureUserIDList: [{ userID: 'nobody', code: 30003 }],
    })
    expect(found.data).toMatchObject({
      friendList: [{ userID: 'bob', profile: { userID: 'bob' } }],
      failureUserIDList: [{ userID: 'carol' }],
    })
    expect(deleted.data).toMatchObject({
      successUserIDList: [{ userID: 'bob' }],
      failureUserIDList: [{ userID: 'carol', code: 31704 }],
    })
    expect(await codeOf(alice.addFriend({ to: 'nobody', source: SOURCE }))).toBe(30003)
  })

  test('requests are shown, read, answered and removed', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol', 'dan')
    await setAllowType(im, app, 'alice', 'NeedConfirm')
    const alice = await signIn(app, 'alice')
    const raw = { source: SOURCE, wording: 'hi' }
    for (const name of ['bob', 'carol', 'dan']) {
      const client = await im.connect(app, name)
      const told = next(alice, EVENT.FRIEND_APPLICATION_LIST_UPDATED)
      await client.request('friend.add', { userId: 'alice', ...raw })
      await told
    }

    const { data } = await alice.getFriendApplicationList()
    await alice.setFriendApplicationRead()
    const friend = next(alice, EVENT.FRIEND_LIST_UPDATED)
    await alice.acceptFriendApplication({
      userID: 'bob',
      remark: 'B',
      type: TYPES.SNS_APPLICATION_AGREE_AND_ADD,
    })
    await alice.refuseFriendApplication({ userID: 'carol' })
    await alice.deleteFriendApplication({
      userID: 'dan',
      type: TYPES.SNS_APPLICATION_SENT_TO_ME,
    })

    expect(data.unreadCount).toBe(3)
    expect(data.friendApplicationList).toContainEqual({
      userID: 'bob',
      nick: '',
      avatar: '',
      time: expect.any(Number),
      source: SOURCE,
      wording: 'hi',
      type: TYPES.SNS_APPLICATION_SENT_TO_ME,
    })
    expect(await friend).toMatchObject([{ userID: 'bob', remark: 'B' }])
    expect((await alice.getFriendApplicationList()).data).toEqual({
      friendApplicationList: [],
      unreadCount: 0,
    })
    expect(await codeOf(alice.refuseFriendApplication({ userID: 'bob' }))).toBe(30614)
  })

  test('groups and blocklist are written, and the app is told', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await befriend(im, app, 'alice', 'bob', 'carol')
    const alice = await signIn(app, 'alice')
    const told = next(alice, EVENT.FRIEND_GROUP_LIST_UPDATED)

    const made = await alice.createFriendGroup({ name: 'work', userIDList: ['bob', 'nobody'] })
    const groups = await told
    const more = await alice.addToFriendGroup({ name: 'work', userIDList: ['carol'] })
    await alice.removeFromFriendGroup({ name: 'work', userIDList: ['bob'] })
    await alice.renameFriendGroup({ oldName: 'work', newName: 'office' })
    const list = await alice.getFriendGroupList()
    await alice.deleteFriendGroup({ name: 'office' })
    const blocked = next(alice, EVENT.BLACKLIST_UPDATED)
    const added = await alice.addToBlacklist({ userIDList: ['bob', 'nobody'] })

    expect(made.data).toMatchObject({
      friendGroup: { name: 'work', userIDList: ['bob'], count: 1 },
      failureUserIDList: [{ userID: 'nobody', code: 32216 }],
    })
    expect(groups).toMatchObject([{ name: 'work' }])
    expect(more.data.friendGroup.userIDList).toEqual(['bob', 'carol'])
    expect(list.data).toEqual([{ name: 'office', userIDList: ['carol'], count: 1 }])
    expect(added.data).toEqual(['bob'])
    expect(await blocked).toEqual(['bob'])
    expect((await alice.getBlacklist()).data).toEqual(['bob'])
    expect((await alice.removeFromBlacklist({ userIDList: ['bob'] })).data).toEqual([])
    expect(await codeOf(alice.addToBlacklist({ userIDList: ['nobody'] }))).toBe(30003)
  })

  test('conversations are named after remarks, and new profiles of friends are told', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await signIn(app, 'alice')
    const named = next(alice, EVENT.CONVERSATION_LIST_UPDATED, (list: Conversation[]) =>
      list.some(({ remark }) => remark === 'Bobby'),
    )
    const message = alice.createTextMessage({
      to: 'bob',
      conversationType: TYPES.CONV_C2C,
      payload: { text: 'hello' },
    })
    await alice.sendMessage(message)
    await alice.addFriend({ to: 'bob', source: SOURCE, remark: 'Bobby' })
    const [conversation] = await named
    const profile = next(alice, EVENT.PROFILE_UPDATED)
    const bob = await im.connect(app, 'bob')
    await bob.call(profileSet, { profile: { Tag_Profile_IM_Nick: 'Robert' } })

    expect(conversation).toMatchObject({ conversationID: 'C2Cbob', remark: 'Bobby' })
    expect(await profile).toMatchObject([{ userID: 'bob', nick: 'Robert' }])
    expect((await alice.getFriendList()).data).toMatchObject([{ profile: { nick: 'Robert' } }])
  })

  test('followers are read and told', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const alice = await signIn(app, 'alice')
    const off = await codeOf(alice.followUser(['bob']))
    await setConf(im, app, { Follow: true })
    const following = next(alice, EVENT.MY_FOLLOWING_LIST_UPDATED)
    const followers = next(alice, EVENT.MY_FOLLOWERS_LIST_UPDATED)
    const mutual = next(alice, EVENT.MUTUAL_FOLLOWERS_LIST_UPDATED)

    const done = await alice.followUser(['bob', 'nobody'])
    const bob = await im.connect(app, 'bob')
    await bob.request('follow.add', { userIds: ['alice'] })

    expect(off).toBe(30005)
    expect(done.data).toMatchObject({
      successUserIDList: [{ userID: 'bob' }],
      failureUserIDList: [{ userID: 'nobody', code: 30003 }],
    })
    const added = { addedUserIDList: ['bob'], removedUserIDList: [] }
    expect(await Promise.all([following, followers, mutual])).toEqual([added, added, added])
    for (const list of [
      'getMyFollowersList',
      'getMyFollowingList',
      'getMutualFollowersList',
    ] as const) {
      expect((await alice[list]()).data).toMatchObject({
        resultList: [{ userID: 'bob' }],
        nextCursor: '',
      })
    }
    expect((await alice.checkFollowType(['bob', 'carol'])).data).toEqual([
      { userID: 'bob', followType: 3 },
      { userID: 'carol', followType: 0 },
    ])
    expect((await alice.getUserFollowInfo()).data).toEqual([
      { userID: 'alice', followersCount: 1, followingCount: 1, mutualFollowersCount: 1 },
    ])
    expect((await alice.unfollowUser(['bob'])).data.successUserIDList).toEqual([{ userID: 'bob' }])
  })
})
