import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  groupBan,
  groupErrors,
  groupJoin,
  groupMembers,
  groupUnban,
  noticeTypes,
  tipTypes,
} from '@yanshu/protocol'
import type { GroupType } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

const clock = createMovingClock()
const refused = groupErrors.noPermission.code
const people = { owner: 'owner', admins: ['ada', 'eve'], members: ['bob', 'carol'] }

describe.each(storages)('bans at the gateway on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withPeople = () => seedApp(im, 'owner', 'ada', 'eve', 'bob', 'carol', 'nobody')

  test.each([
    ['Private', 'owner', 'bob', true],
    ['Private', 'bob', 'carol', false],
    ['Public', 'owner', 'ada', true],
    ['Public', 'ada', 'bob', true],
    ['Public', 'ada', 'eve', false],
    ['Public', 'ada', 'owner', false],
    ['Public', 'bob', 'carol', false],
    ['Public', 'nobody', 'bob', false],
    ['ChatRoom', 'ada', 'bob', true],
    ['Community', 'ada', 'bob', true],
  ] as const)('in a %s group %s bans %s: %s', async (type: GroupType, by, userId, may) => {
    const app = await withPeople()
    const admins = type === 'Private' ? [] : people.admins
    const groupId = await seedGroup(im, app, { ...people, admins, type })
    const client = await im.connect(app, by)

    const banning = client.call(groupBan, { groupId, userIds: [userId], seconds: 60 })

    expect(await refusal(banning)).toBe(may ? undefined : refused)
  })

  test('who is banned is told why and stays out until the time is over, or the ban is lifted', async () => {
    const app = await withPeople()
    const columns = { apply_option: 'FreeAccess' } as const
    const groupId = await seedGroup(im, app, { ...people, type: 'Community', columns })
    const [ada, bob] = [await im.connect(app, 'ada'), await im.connect(app, 'bob')]
    const ban = () => ada.call(groupBan, { groupId, userIds: ['bob'], seconds: 60, reason: 'spam' })
    const join = async () => {
      const code = await refusal(bob.call(groupJoin, { groupId }))
      return code ?? 'joined'
    }

    await ban()
    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.kicked,
      operator: { userId: 'ada' },
      message: 'spam',
    })
    expect((await ada.next('group.message')).message.tip?.type).toBe(tipTypes.ban)
    expect(await join()).toBe(refused)
    clock.pass(60 * SECOND)
    expect(await join()).toBe('joined')

    await ban()
    expect(await join()).toBe(refused)
    await ada.call(groupUnban, { groupId, userIds: ['bob'] })
    expect(await join()).toBe('joined')
    expect((await ada.call(groupMembers, { groupId })).total).toBe(5)
  })

  test('rights of permission groups stand in for roles', async () => {
    const app = await withPeople()
    const columns = { support_topic: 1, enable_permission: 1, default_permission: 1024 }
    const may = await seedGroup(im, app, { ...people, type: 'Community', columns })
    const none = { ...columns, default_permission: 0 }
    const mayNot = await seedGroup(im, app, { ...people, type: 'Community', columns: none })
    const [ada, bob] = [await im.connect(app, 'ada'), await im.connect(app, 'bob')]
    const ban = (client: typeof ada, groupId: string, userId: string) =>
      refusal(client.call(groupBan, { groupId, userIds: [userId], seconds: 60 }))

    expect(await ban(bob, may, 'owner')).toBe(refused)
    expect(await ban(bob, may, 'ada')).toBeUndefined()
    expect(await ban(ada, mayNot, 'bob')).toBe(refused)
  })
})
