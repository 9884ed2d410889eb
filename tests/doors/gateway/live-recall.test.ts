import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { groupErrors, groupJoin, groupRecall, groupSend } from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { hear, settled, toGroup } from '../group-talk.ts'
import { openRoom } from '../live-room.ts'
import { createMovingClock, MINUTE } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { wordsOf } from '../talk.ts'

describe.each(storages)('recalling in live rooms on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function room() {
    const app = await seedApp(im, 'alice', 'bob', 'carol', 'dave')
    await putOnPlan(im, app, 'premium')
    await setConf(im, app, { LiveHistoryCount: 10 })
    const { GroupId: groupId, clients } = await openRoom(im, app, 'alice', 'bob', 'carol')
    const [alice, bob, carol] = clients
    if (!alice || !bob || !carol) throw new Error('not all of them are here')
    /** What somebody says, and its id, which all of the others hear. */
    const say = async (client: RawClient, random: number) => {
      const { id } = await client.call(groupSend, toGroup(groupId, random))
      return id
    }
    const recall = (client: RawClient, id?: string, reason?: string) =>
      refusal(
        client.call(groupRecall, {
          groupId,
          seq: 0,
          ...(id === undefined ? {} : { id }),
          ...(reason === undefined ? {} : { reason }),
        }),
      )
    return { app, groupId, alice, bob, carol, say, recall }
  }

  test('a sender recalls within the window: the others are told, newcomers see nothing of it', async () => {
    const { app, groupId, alice, bob, carol, say, recall } = await room()
    const [first, second] = [await say(bob, 1), await say(bob, 2)]

    expect(await recall(bob, first, 'typo')).toBeUndefined()
    for (const client of [alice, carol]) {
      expect(await client.next('group.messageRecalled')).toMatchObject({
        groupId,
        messages: [
          { id: first, seq: 0, groupId, body: [], revoked: { by: 'bob', reason: 'typo' } },
        ],
      })
    }
    await settled(bob)
    expect(bob.events.map(({ event }) => event)).not.toContain('group.messageRecalled')
    const dave = await im.connect(app, 'dave')
    const { recent } = await dave.call(groupJoin, { groupId })
    expect(recent?.map(({ id }) => id)).toEqual([second])
    expect(await recall(bob, first)).toBe(groupErrors.recallUnknown.code)
    clock.pass(3 * MINUTE)
    expect(await recall(bob, second)).toBe(groupErrors.recallLate.code)
  })

  test('the owner recalls what others say at any time, and they nothing of the owner', async () => {
    const { alice, bob, carol, say, recall } = await room()
    const [own, other] = [await say(alice, 1), await say(bob, 2)]
    clock.pass(3 * MINUTE)

    expect(await recall(carol, other)).toBe(groupErrors.noPermission.code)
    expect(await recall(bob, own)).toBe(groupErrors.noPermission.code)
    expect(await recall(alice, other)).toBeUndefined()
    expect(await bob.next('group.messageRecalled')).toMatchObject({
      messages: [{ id: other, from: 'bob', revoked: { by: 'alice' } }],
    })
  })

  test('what is refused', async () => {
    const { app, groupId, alice, bob, say, recall } = await room()
    const id = await say(bob, 1)
    const dave = await im.connect(app, 'dave')

    expect(await recall(bob)).toBe(groupErrors.recallUnknown.code)
    expect(await recall(bob, 'none')).toBe(groupErrors.recallUnknown.code)
    expect(await recall(dave, id)).toBe(groupErrors.noPermission.code)
    await setConf(im, app, { GroupRecall: false })
    expect(await recall(bob, id)).toBe(groupErrors.recallDisabled.code)
    await bob.call(groupSend, toGroup(groupId, 2, 'last'))
    const heard = await hear(alice, 5)
    expect(wordsOf(heard.filter(({ tip }) => tip === undefined))).toEqual(['message 1', 'last'])
    expect(alice.events).toEqual([])
  })
})
