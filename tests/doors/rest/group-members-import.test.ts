import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { getRoleInGroup, groupErrors, importGroupMember } from '@yanshu/protocol'
import type { GroupType } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const named = (...names: readonly string[]) => names.map((Member_Account) => ({ Member_Account }))
const many = (length: number) => numbers(length).map((number) => `m${number}`)
const results = (...all: readonly (readonly [string, number])[]) =>
  all.map(([Member_Account, Result]) => ({ Member_Account, Result }))
const stored = ['Private', 'Public', 'ChatRoom', 'Community'] as const

describe.each(storages)('import_group_member on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const bring = (app: TestApp, GroupId: string, ...MemberList: readonly object[]) =>
    im.rest(app, importGroupMember, { GroupId, MemberList })
  const created = Date.UTC(2020, 0, 1)
  const seconds = created / 1000

  test.each(stored)('brings members into a %s group as they were', async (type: GroupType) => {
    const app = await seedApp(im, 'owner', 'bob', 'carol', 'dave')
    const seed = { type, owner: 'owner', createdAt: created }
    const groupId = await seedGroup(im, app, { ...seed, columns: { last_seq: 7 } })
    const owner = await im.connect(app, 'owner')

    const answer = await bring(
      app,
      groupId,
      { Member_Account: 'bob', JoinTime: seconds + 5, UnreadMsgNum: 3 },
      { Member_Account: 'carol', Role: 'Member', UnreadMsgNum: 100 },
      { Member_Account: 'owner' },
      { Member_Account: 'nobody' },
      { Member_Account: 'dave', JoinTime: seconds - 5 },
    )

    expect(answer.MemberList).toEqual(
      results(['bob', 1], ['carol', 1], ['owner', 2], ['nobody', 0], ['dave', 0]),
    )
    const { db } = im.platform.store
    const rows = await db
      .selectFrom('group_member')
      .select(['account', 'joined_at', 'read_seq'])
      .where('app_id', '=', app.appId)
      .where('account', 'in', ['bob', 'carol'])
      .orderBy('account')
      .execute()
    expect(rows).toEqual([
      { account: 'bob', joined_at: created + 5000, read_seq: 4 },
      { account: 'carol', joined_at: expect.any(Number), read_seq: 0 },
    ])
    expect(owner.events).toEqual([])
  })

  test('administrators come where there are any, and nobody where there is no room', async () => {
    const app = await seedApp(im, 'bob', 'carol')
    const work = await seedGroup(im, app, { type: 'Private' })
    const small = await seedGroup(im, app, { columns: { max_members: 1 } })
    const admin = { Member_Account: 'bob', Role: 'Admin' }

    expect((await bring(app, work, admin)).MemberList).toEqual(results(['bob', 0]))
    expect((await bring(app, small, admin, ...named('carol'))).MemberList).toEqual(
      results(['bob', 1], ['carol', 0]),
    )
    const asked = { GroupId: small, User_Account: ['bob', 'carol'] }
    expect((await im.rest(app, getRoleInGroup, asked)).UserIdList).toMatchObject([
      { Role: 'Admin' },
      { Role: 'NotMember' },
    ])
  })

  test('says what is wrong', async () => {
    const app = await seedApp(im, 'bob')
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    const groupId = await seedGroup(im, app)

    expect(await bring(app, live, ...named('bob'))).toMatchObject(failure(groupErrors.noPermission))
    expect(await bring(app, 'nowhere', ...named('bob'))).toMatchObject(failure(groupErrors.noGroup))
    expect(await bring(app, '', ...named('bob'))).toMatchObject(failure(groupErrors.badGroupId))
    expect(await bring(app, groupId)).toMatchObject(failure(groupErrors.badParameter))
    expect(await bring(app, groupId, ...named(...many(301)))).toMatchObject(
      failure(groupErrors.tooManyAccounts),
    )
  })
})
