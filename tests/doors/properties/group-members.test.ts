import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import {
  addGroupMember,
  banGroupMember,
  deleteGroupMember,
  getGroupMemberInfo,
  getGroupMutedAccount,
  groupAddMembers,
  groupJoin,
  groupMute,
  groupQuit,
  groupRemoveMembers,
  groupSetRole,
  groupTransfer,
  unbanGroupMember,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import type { Deed } from './group-model.ts'
import { GroupModel } from './group-model.ts'

const LIMIT = 120_000
const MOST_MEMBERS = 4
const names = ['a', 'b', 'c', 'd', 'e']

const who = fc.constantFrom(...names)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constantFrom('join' as const, 'quit' as const), by: who }),
  fc.record({
    kind: fc.constantFrom('invite' as const, 'kick' as const, 'transfer' as const),
    by: who,
    to: who,
  }),
  fc.record({
    kind: fc.constant('role' as const),
    by: who,
    to: who,
    role: fc.constantFrom('Admin' as const, 'Member' as const),
  }),
  fc.record({ kind: fc.constant('mute' as const), by: who, to: who, on: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('add' as const, 'remove' as const, 'ban' as const, 'unban' as const),
    to: who,
  }),
)

describe.each(storages)('members by a model on $name', ({ name, start }) => {
  let im: TestServer
  let app: TestApp
  let clients: ReadonlyMap<string, RawClient>
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, ...names)
    clients = new Map(
      await Promise.all(
        names.map(async (userId) => [userId, await im.connect(app, userId)] as const),
      ),
    )
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const clientOf = (userId: string) => {
    const client = clients.get(userId)
    if (!client) throw new Error(`${userId} is not there`)
    return client
  }

  /** Whether it was done. */
  async function make(GroupId: string, one: Deed): Promise<boolean> {
    const { kind } = one
    if ('by' in one) return (await refusal(ask(GroupId, one))) === undefined
    const Members_Account = [one.to]
    const bodies = {
      add: [addGroupMember, { GroupId, MemberList: [{ Member_Account: one.to }] }],
      remove: [deleteGroupMember, { GroupId, MemberToDel_Account: Members_Account }],
      ban: [banGroupMember, { GroupId, Members_Account, Duration: 1000 }],
      unban: [unbanGroupMember, { GroupId, Members_Account }],
    } as const
    const [command, body] = bodies[kind as keyof typeof bodies]
    return (await im.rest(app, command, body)).ErrorCode === 0
  }

  function ask(groupId: string, one: Extract<Deed, { by: string }>): Promise<unknown> {
    const client = clientOf(one.by)
    switch (one.kind) {
      case 'join':
        return client.call(groupJoin, { groupId })
      case 'quit':
        return client.call(groupQuit, { groupId })
      case 'invite':
        return client.call(groupAddMembers, { groupId, userIds: [one.to] })
      case 'kick':
        return client.call(groupRemoveMembers, { groupId, userIds: [one.to] })
      case 'transfer':
        return client.call(groupTransfer, { groupId, newOwner: one.to })
      case 'role':
        return client.call(groupSetRole, { groupId, userId: one.to, role: one.role })
      case 'mute':
        return client.call(groupMute, { groupId, userId: one.to, seconds: one.on ? 1000 : 0 })
    }
  }

  async function membersOf(GroupId: string) {
    const MemberInfoFilter = ['Role']
    const answer = await im.rest(app, getGroupMemberInfo, { GroupId, Next: '', MemberInfoFilter })
    const list = answer.MemberList as { Member_Account: string; Role: string }[]
    const roles = list.map((one) => `${one.Member_Account} ${one.Role}`).toSorted()
    return { roles, count: answer.MemberNum }
  }

  async function mutedIn(GroupId: string): Promise<readonly string[]> {
    const answer = await im.rest(app, getGroupMutedAccount, { GroupId })
    const list = answer.MutedAccountList as { Member_Account: string }[]
    return list.map((one) => one.Member_Account)
  }

  /** Groups that each account is in, by rows and as they are counted along. */
  async function joined() {
    const { db } = im.platform.store
    const rows = await db
      .selectFrom('group_member')
      .select(['account', (query) => query.fn.countAll<number>().as('groups')])
      .where('app_id', '=', app.appId)
      .groupBy('account')
      .orderBy('account')
      .execute()
    const counted = await db
      .selectFrom('group_joined')
      .select(['account', 'groups'])
      .where('app_id', '=', app.appId)
      .where('groups', '<>', 0)
      .orderBy('account')
      .execute()
    return { rows, counted }
  }

  test.each(['Private', 'Public', 'ChatRoom', 'Community'] as const)(
    'what members of a %s group do ends as the model says',
    async (type) => {
      const columns = {
        max_members: MOST_MEMBERS,
        apply_option: 'FreeAccess',
        invite_option: 'FreeAccess',
      } as const
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { maxLength: 30, size: 'max' }), async (deeds) => {
          const groupId = await seedGroup(im, app, { type, owner: 'a', columns })
          const model = new GroupModel(type, 'a', MOST_MEMBERS)

          for (const one of deeds) {
            expect([one, await make(groupId, one)]).toEqual([one, model.apply(one)])
          }

          const roles = [...model.roles].map(([account, role]) => `${account} ${role}`).toSorted()
          expect(await membersOf(groupId)).toEqual({ roles, count: model.roles.size })
          expect(await mutedIn(groupId)).toEqual([...model.muted].toSorted())
        }),
        { numRuns: name === 'SQLite' ? 100 : 15 },
      )
      const { rows, counted } = await joined()
      expect(counted).toEqual(rows)
    },
    LIMIT,
  )
})
