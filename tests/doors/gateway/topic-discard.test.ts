import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  destroyTopic,
  groupHistory,
  groupMsgFlag,
  groupPin,
  groupRecall,
  groupSend,
  topicList,
  topicUpdate,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { makeTopic, seedCommunity, seedCommunityApp } from '../communities.ts'
import { hear, settled, toGroup } from '../group-talk.ts'
import { storages } from '../storages.ts'
import { wordsOf } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

describe.each(storages)('topics that members discard on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
    app = await seedCommunityApp(im, 'alice', 'bob', 'carol')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function community() {
    const groupId = await seedCommunity(im, app, { owner: 'alice', members: ['bob', 'carol'] })
    const [one, two] = [await makeTopic(im, app, groupId), await makeTopic(im, app, groupId)]
    const [alice, bob, carol] = [
      await im.connect(app, 'alice'),
      await im.connect(app, 'bob'),
      await im.connect(app, 'carol'),
    ]
    let sent = 0
    const say = async (place: string, words: string) => {
      sent += 1
      await alice.call(groupSend, toGroup(place, sent, words))
    }
    const discard = (client: RawClient, id: string) =>
      client.call(groupMsgFlag, { groupId: id, msgFlag: 'Discard' })
    const accept = (client: RawClient, id: string) =>
      client.call(groupMsgFlag, { groupId: id, msgFlag: 'AcceptAndNotify' })
    return { groupId, one, two, alice, bob, carol, say, discard, accept }
  }
  /** What a client heard in all, told apart from what it missed by a last message. */
  const heard = async (client: RawClient, count: number) => wordsOf(await hear(client, count))

  test('its messages are not told to them, and each of the others hears them once', async () => {
    const { one, two, bob, carol, say, discard, accept } = await community()
    await say(one, 'before')
    await discard(bob, one)
    await say(one, 'missed')
    await say(two, 'other')
    await discard(carol, two)
    await say(one, 'for carol')
    await say(two, 'for bob')
    await accept(bob, one)
    await say(one, 'for both')

    expect(await heard(bob, 4)).toEqual(['before', 'other', 'for bob', 'for both'])
    expect(await heard(carol, 5)).toEqual(['before', 'missed', 'other', 'for carol', 'for both'])
    const { messages } = await bob.call(groupHistory, { groupId: one, limit: 10 })
    expect(wordsOf(messages)).toEqual(['before', 'missed', 'for carol', 'for both'])
  })

  test('holds for connections that come later, and where the members are read anew', async () => {
    const groupId = await seedCommunity(im, app, { owner: 'alice', members: ['bob'] })
    const [one, two] = [await seedTopic(im, app, groupId), await seedTopic(im, app, groupId)]
    await im.platform.store.db
      .insertInto('topic_member')
      .values({ app_id: app.appId, topic_id: one, account: 'bob', msg_flag: 2 })
      .execute()
    const [alice, early] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]

    await alice.call(groupSend, toGroup(one, 1, 'missed'))
    const late = await im.connect(app, 'bob', { platform: 'iPhone' })
    await alice.call(groupSend, toGroup(one, 2, 'missed too'))
    await alice.call(groupSend, toGroup(two, 3, 'heard'))

    expect(await heard(early, 1)).toEqual(['heard'])
    expect(await heard(late, 1)).toEqual(['heard'])
  })

  test('what happens to its messages is not told either, what happens to the topic is', async () => {
    const { one, two, alice, bob, carol, say, discard } = await community()
    await say(one, 'heard')
    await discard(bob, one)
    await alice.call(groupPin, { groupId: one, seq: 1, pinned: true })
    await alice.call(groupRecall, { groupId: one, seq: 1 })
    await alice.call(topicUpdate, { topicId: one, name: 'renamed' })
    await say(two, 'last')

    expect(await carol.next('group.messagePinned')).toBeDefined()
    expect(await carol.next('group.messageRecalled')).toBeDefined()
    expect(await bob.next('topic.changed')).toMatchObject({ topicIds: [one] })
    expect(await heard(bob, 2)).toEqual(['heard', 'last'])
    await settled(bob)
    expect(bob.events.map(({ event }) => event)).not.toContain('group.messageRecalled')
  })

  test('a community that is discarded silences all of its topics', async () => {
    const { groupId, one, two, bob, carol, say, discard, accept } = await community()
    await discard(bob, one)
    await discard(bob, groupId)
    await say(one, 'missed')
    await say(two, 'missed too')
    await accept(bob, groupId)
    await say(one, 'discarded still')
    await say(two, 'heard')

    expect(await heard(bob, 1)).toEqual(['heard'])
    expect(await heard(carol, 4)).toHaveLength(4)
    const { topics } = await bob.call(topicList, { groupId })
    expect(topics.map(({ self }) => self?.msgFlag)).toEqual(['Discard', 'AcceptAndNotify'])
  })

  test('who discards a topic that is removed hears of it, and the others as before', async () => {
    const { groupId, one, two, bob, say, discard } = await community()
    await discard(bob, one)
    await say(one, 'missed')
    await im.rest(app, destroyTopic, { GroupId: groupId, TopicIdList: [one] })
    await say(two, 'heard')

    expect(await bob.next('topic.changed')).toMatchObject({ change: 'deleted', topicIds: [one] })
    expect(await heard(bob, 1)).toEqual(['heard'])
  })
})
