import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { groupMsgFlag, groupRecall, groupSend, sync } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { hear, settled, toGroup } from '../group-talk.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { wordsOf } from '../talk.ts'

describe.each(storages)('targeted messages to who discards on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function people() {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const [alice, bob, carol] = [
      await im.connect(app, 'alice'),
      await im.connect(app, 'bob'),
      await im.connect(app, 'carol'),
    ]
    const target = (id: string, random: number, words: string) =>
      alice.call(groupSend, { ...toGroup(id, random, words), receivers: ['bob', 'carol'] })
    return { app, alice, bob, carol, target }
  }

  test('of a group are told to the other receivers, at once and by sync', async () => {
    const { app, alice, bob, carol, target } = await people()
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob', 'carol'] })
    await bob.call(groupMsgFlag, { groupId, msgFlag: 'Discard' })
    const { cursor } = bob.login
    await target(groupId, 1, 'missed')
    await alice.call(groupRecall, { groupId, seq: 1 })

    expect(wordsOf(await hear(carol, 1))).toEqual(['missed'])
    expect(await carol.next('group.messageRecalled')).toBeDefined()
    expect((await carol.call(sync, { cursor })).groupMessages).toHaveLength(1)
    expect((await bob.call(sync, { cursor })).groupMessages).toBeUndefined()
    await settled(bob)
    expect(bob.events.filter(({ event }) => event !== 'group.notice')).toEqual([])

    await bob.call(groupMsgFlag, { groupId, msgFlag: 'AcceptNotNotify' })
    await target(groupId, 2, 'heard')
    expect(wordsOf(await hear(bob, 1))).toEqual(['heard'])
  })
})
