import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  groupAddMembers,
  groupApplications,
  groupApplicationsRead,
  groupErrors,
  groupHandleApplication,
  groupJoin,
} from '@yanshu/protocol'
import type { RawClient } from '@yanshu/server/testing'
import { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const clock = createMovingClock()
const people = { owner: 'owner', admins: ['ada'], members: ['bob'] }

const list = async (client: RawClient) => (await client.call(groupApplications, {})).applications

describe.each(storages)('lists of applications on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('what came since the list was read is unread', async () => {
    const app = await seedApp(im, 'owner', 'ada', 'bob', 'carol')
    const [one, other] = [await seedGroup(im, app, people), await seedGroup(im, app, people)]
    const [owner, carol] = [await im.connect(app, 'owner'), await im.connect(app, 'carol')]
    const unread = async (client: RawClient) => (await client.call(groupApplications, {})).unread

    await carol.call(groupJoin, { groupId: one })
    expect([await unread(owner), await unread(carol)]).toEqual([1, 0])
    clock.pass(SECOND)
    await owner.call(groupApplicationsRead, {})
    expect(await unread(owner)).toBe(0)
    clock.pass(SECOND)
    await carol.call(groupJoin, { groupId: other })
    expect(await unread(owner)).toBe(1)
    expect((await list(owner)).map(({ groupId }) => groupId)).toEqual([other, one])
  })

  test('the list comes by page, newest first, each once', async () => {
    const names = numbers(7).map((number) => `m${number}`)
    const app = await seedApp(im, 'owner', ...names)
    const groupId = await seedGroup(im, app, { owner: 'owner' })
    for (const name of names) {
      const client = await im.connect(app, name)
      await client.call(groupJoin, { groupId })
      if (name !== 'm3') clock.pass(SECOND)
    }
    const owner = await im.connect(app, 'owner')

    const seen: string[] = []
    let cursor = ''
    do {
      const page = await owner.call(groupApplications, { limit: 3, cursor })
      expect(page.unread).toBe(7)
      for (const { applicant } of page.applications) seen.push(applicant.userId)
      cursor = page.cursor
    } while (cursor !== '')

    expect(seen.toSorted()).toEqual(names)
    expect([...seen.slice(0, 3), ...seen.slice(5)]).toEqual(['m7', 'm6', 'm5', 'm2', 'm1'])
  })

  test('where permission groups decide, who manages members is asked, and not administrators', async () => {
    const app = await seedApp(im, 'owner', 'ada', 'bob', 'carol', 'dave')
    const groupId = await seedGroup(im, app, {
      ...people,
      type: 'Community',
      members: ['bob', 'dave'],
      columns: { apply_option: 'NeedPermission', support_topic: 1, enable_permission: 1 },
    })
    const joinGroup = async (permission: number, account: string) => {
      const { db } = im.platform.store
      const key = { app_id: app.appId, group_id: groupId, permission_group_id: `@PMG#_${account}` }
      const named = { name: 'managers', permission, custom: '', members: 1, created_at: 1 }
      await db
        .insertInto('permission_group')
        .values({ ...key, ...named })
        .execute()
      await db
        .insertInto('permission_group_member')
        .values({ ...key, account })
        .execute()
    }
    await joinGroup(3, 'bob')
    await joinGroup(1, 'dave')
    const names = ['owner', 'ada', 'bob', 'dave', 'carol']
    const clients = await Promise.all(names.map((name) => im.connect(app, name)))
    const [, ada, bob, , carol] = clients

    await carol?.call(groupJoin, { groupId })

    const seen = await Promise.all(
      clients.slice(0, 4).map(async (client) => {
        const { applications, unread } = await client.call(groupApplications, {})
        return [applications.length, unread, client.events.length]
      }),
    )
    expect(seen).toEqual([
      [1, 1, 1],
      [0, 0, 0],
      [1, 1, 1],
      [0, 0, 0],
    ])
    const id = (await bob?.next('group.notice'))?.notice.applicationId ?? ''
    const answer = (client: RawClient | undefined) =>
      refusal(client?.call(groupHandleApplication, { id, agree: true }) ?? Promise.reject())
    expect(await answer(ada)).toBe(groupErrors.noPermission.code)
    expect(await answer(bob)).toBeUndefined()
  })

  test('where all members manage members, those are asked who are here, and all find it', async () => {
    const app = await seedApp(im, 'owner', 'ada', 'bob', 'carol', 'dave')
    const groupId = await seedGroup(im, app, {
      ...people,
      type: 'Community',
      members: ['bob', 'dave'],
      columns: {
        apply_option: 'NeedPermission',
        support_topic: 1,
        enable_permission: 1,
        default_permission: 2,
      },
    })
    // Who is in a permission group has its rights alone.
    const { db } = im.platform.store
    const key = { app_id: app.appId, group_id: groupId, permission_group_id: '@PMG#_none' }
    await db
      .insertInto('permission_group')
      .values({ ...key, name: 'none', permission: 0, custom: '', members: 1, created_at: 1 })
      .execute()
    await db
      .insertInto('permission_group_member')
      .values({ ...key, account: 'dave' })
      .execute()
    const [bob, dave, carol] = [
      await im.connect(app, 'bob'),
      await im.connect(app, 'dave'),
      await im.connect(app, 'carol'),
    ]

    await carol.call(groupJoin, { groupId })

    const { notice } = await bob.next('group.notice')
    expect(notice).toMatchObject({ groupId, operator: { userId: 'carol' } })
    const ada = await im.connect(app, 'ada')
    expect(
      [await list(ada), await list(bob), await list(dave)].map(({ length }) => length),
    ).toEqual([1, 1, 0])
    expect([ada.events, dave.events]).toEqual([[], []])
    const id = notice.applicationId ?? ''
    expect(await refusal(dave.call(groupHandleApplication, { id, agree: true }))).toBe(
      groupErrors.noPermission.code,
    )
    expect(await refusal(ada.call(groupHandleApplication, { id, agree: true }))).toBeUndefined()
  })

  test('a group keeps 500, of which handled ones go first, then the oldest', async () => {
    const crowd = numbers(501).map((number) => `x${number}`)
    const app = await seedApp(im, 'owner', 'carol', 'dave', ...crowd)
    const columns = { invite_option: 'NeedPermission' } as const
    const groupId = await seedGroup(im, app, { owner: 'owner', columns })
    const [owner, carol] = [await im.connect(app, 'owner'), await im.connect(app, 'carol')]
    const dave = await im.connect(app, 'dave')
    await carol.call(groupJoin, { groupId })
    clock.pass(SECOND)
    await dave.call(groupJoin, { groupId })
    const [handled] = await list(owner)
    await owner.call(groupHandleApplication, { id: handled?.id ?? '', agree: false })
    clock.pass(SECOND)

    await owner.call(groupAddMembers, { groupId, userIds: crowd.slice(0, 299) })
    await owner.call(groupAddMembers, { groupId, userIds: crowd.slice(299, 499) })
    expect([await list(carol), await list(dave)].map((some) => some.length)).toEqual([1, 0])
    clock.pass(SECOND)
    await owner.call(groupAddMembers, { groupId, userIds: crowd.slice(499) })
    expect(await list(carol)).toEqual([])
  })
})

test('applications outlive a restart', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'yanshu-applications-'))
  try {
    const first = await TestServer.start({ dataFolder })
    const app = await seedApp(first, 'owner', 'carol')
    const groupId = await seedGroup(first, app, { owner: 'owner' })
    const carol = await first.connect(app, 'carol')
    await carol.call(groupJoin, { groupId, message: 'let me in' })
    await first[Symbol.asyncDispose]()

    await using second = await TestServer.start({ dataFolder })
    const owner = await second.connect(app, 'owner')
    const [waiting] = await list(owner)
    expect(waiting).toMatchObject({ groupId, message: 'let me in', handled: 0 })
    await owner.call(groupHandleApplication, { id: waiting?.id ?? '', agree: true })
    expect(await list(owner)).toMatchObject([{ handled: 2, agreed: true }])
  } finally {
    await rm(dataFolder, { recursive: true })
  }
})
