import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { ChatSDK } from '@yanshu/client'
import { groupRead, importGroupMsg } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { cuttable } from '../client/cuttable.ts'
import { signIn } from '../client/sign-in.ts'
import { makeTopic, seedCommunity } from '../communities.ts'
import { seedGroup } from '../group-seed.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'
import { say, shows, textsOf, told } from './told.ts'

describe.each(storages)('the client SDK after a lost connection, in groups on $name', (storage) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK & AsyncDisposable
  beforeAll(async () => {
    im = await storage.start()
    app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { LoginMode: 'multi', Community: true, Topic: true })
    alice = await signIn(im, app, 'alice')
  })
  afterAll(async () => {
    await alice[Symbol.asyncDispose]()
    await im[Symbol.asyncDispose]()
  })

  /** Bob on a device whose connection a test cuts. */
  async function bobOnTheMove() {
    const { socketClass, cut } = cuttable()
    const chat = await signIn(im, app, 'bob', { webSocketClass: socketClass })
    await chat.getGroupList()
    return { chat, cut, [Symbol.asyncDispose]: () => chat[Symbol.asyncDispose]() }
  }
  const seeded = (members = ['bob']) => seedGroup(im, app, { owner: 'alice', members })

  test('what was said meanwhile comes once, in the order of each group', async () => {
    const groups = [await seeded(), await seeded()]
    await using bob = await bobOnTheMove()
    const heard = new Map(groups.map((groupID) => [groupID, [] as string[]]))
    bob.chat.on('onMessageReceived', ({ data }) => {
      for (const message of data) heard.get(message.to)?.push(...textsOf([message]))
    })
    const complete = groups.map((groupID) =>
      shows(bob.chat, groupID, (row) => row?.lastMessage.messageForShow === 'last'),
    )
    for (const groupID of groups) await say(alice, groupID, 'first')

    bob.cut()
    const between = numbers(30).map(String)
    for (const groupID of groups) for (const text of between) await say(alice, groupID, text)
    for (const groupID of groups) await say(alice, groupID, 'last')

    const rows = await Promise.all(complete)
    const said = ['first', ...between, 'last']
    expect([...heard.values()]).toEqual([said, said])
    expect(rows.map((row) => row?.unreadCount)).toEqual([32, 32])
  })

  test('a long absence leaves no hole', async () => {
    const groupID = await seeded()
    await using bob = await bobOnTheMove()
    const heard: string[] = []
    bob.chat.on('onMessageReceived', ({ data }) => void heard.push(...textsOf(data)))
    const begun = shows(bob.chat, groupID, (row) => row?.lastMessage.messageForShow === '0')
    await say(alice, groupID, '0')
    await begun

    bob.cut()
    await fill(groupID, 300)
    const ended = told(bob.chat, 'onMessageReceived', (data) => textsOf(data).includes('end'))
    await say(alice, groupID, 'end')
    await ended

    const { data } = await bob.chat.getMessageList({ conversationID: `GROUP${groupID}` })
    expect(textsOf(data.messageList).at(-1)).toBe('end')
    expect(heard).toEqual(['0', ...numbers(300).map(String), 'end'])
  })

  test('groups that came, changed and went are known again', async () => {
    const [kept, lost, won] = [await seeded(), await seeded(), await seeded([])]
    await using bob = await bobOnTheMove()
    const known = told(bob.chat, 'onGroupListUpdated', (groups) => {
      const names = new Map(groups.map(({ groupID, name }) => [groupID, name]))
      return names.get(kept) === 'renamed' && names.has(won) && !names.has(lost)
    })

    bob.cut()
    await alice.updateGroupProfile({ groupID: kept, name: 'renamed' })
    await alice.deleteGroupMember({ groupID: lost, userIDList: ['bob'] })
    await alice.updateGroupProfile({ groupID: won, inviteOption: 'FreeAccess' })
    await alice.addGroupMember({ groupID: won, userIDList: ['bob'] })

    await known
    await say(bob.chat, won, 'here I am')
    await expect(say(bob.chat, lost, 'and here?')).rejects.toMatchObject({ code: 10_007 })
  })

  test('what was read elsewhere is read here', async () => {
    const groupID = await seeded()
    await using bob = await bobOnTheMove()
    const counted = shows(bob.chat, groupID, (row) => row?.unreadCount === 1)
    await say(alice, groupID, 'read me')
    await counted
    const elsewhere = await im.connect(app, 'bob', { platform: 'iPhone' })
    const read = shows(bob.chat, groupID, (row) => row?.unreadCount === 0)

    bob.cut()
    await elsewhere.call(groupRead, { groupId: groupID })

    await read
    elsewhere.close()
  })

  test('what was written in a topic is counted, and heard from then on', async () => {
    const groupID = await seedCommunity(im, app, { owner: 'alice', members: ['bob'] })
    const topicID = await makeTopic(im, app, groupID)
    await using bob = await bobOnTheMove()
    await bob.chat.getTopicList({ groupID })
    const counted = told(bob.chat, 'onTopicUpdated', ({ topic }) => topic.unreadCount === 2)
    const heard = told(bob.chat, 'onMessageReceived', (data) => textsOf(data).includes('now'))

    bob.cut()
    await say(alice, topicID, 'one')
    await say(alice, topicID, 'two')

    expect((await counted).topic).toMatchObject({ topicID, lastMessage: { lastSequence: 2 } })
    await say(alice, topicID, 'now')
    // With it comes what a hole before it would be.
    expect(textsOf(await heard)).toEqual(['one', 'two', 'now'])
  })

  /** Puts messages 1 to `count` into a group, more than its rate lets anybody say. */
  async function fill(GroupId: string, count: number): Promise<void> {
    const SendTime = Math.floor(Date.now() / 1_000)
    const all = numbers(count).map((n) => ({
      From_Account: 'alice',
      SendTime,
      Random: n,
      MsgBody: text(String(n)),
    }))
    for (let at = 0; at < count; at += 20) {
      const MsgList = all.slice(at, at + 20)
      const answer = await im.rest(app, importGroupMsg, { GroupId, MsgList })
      expect(answer.ErrorCode).toBe(0)
    }
  }
})
