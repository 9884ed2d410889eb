import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  addGroupMember,
  getRoleInGroup,
  groupAddMembers,
  groupApplications,
  groupErrors,
  groupHandleApplication,
  groupJoin,
  noticeTypes,
  tipTypes,
} from '@yanshu/protocol'
import type { NoticeType } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const clock = createMovingClock()
const people = { owner: 'owner', admins: ['ada'], members: ['bob'] }

/** The next notice of a client, which is of a type. */
async function hears(client: RawClient, type: NoticeType) {
  const { notice } = await client.next('group.notice')
  expect(notice.type).toBe(type)
  return { ...notice, id: notice.applicationId ?? '' }
}

const list = async (client: RawClient) => (await client.call(groupApplications, {})).applications
const agree = (client: RawClient, id: string, message?: string) =>
  client.call(groupHandleApplication, { id, agree: true, message })
const refuse = (client: RawClient, id: string, message?: string) =>
  client.call(groupHandleApplication, { id, agree: false, message })

describe.each(storages)('applications to groups on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withPeople = () => seedApp(im, 'owner', 'ada', 'bob', 'carol', 'dave')
  const roleOf = async (app: TestApp, GroupId: string, userId: string) => {
    const answer = await im.rest(app, getRoleInGroup, { GroupId, User_Account: [userId] })
    return (answer.UserIdList as { Role: string }[])[0]?.Role
  }
  const connectAll = async (app: TestApp, ...names: readonly string[]) =>
    Promise.all(names.map((name) => im.connect(app, name)))

  describe('to join', () => {
    const applied = async () => {
      const app = await withPeople()
      const groupId = await seedGroup(im, app, people)
      const [owner, ada, bob, carol] = await connectAll(app, 'owner', 'ada', 'bob', 'carol')
      if (!owner || !ada || !bob || !carol) throw new Error('somebody is not there')
      await carol.call(groupJoin, { groupId, message: 'let me in' })
      return { app, groupId, owner, ada, bob, carol }
    }

    test('the owner and administrators are asked, and see it in their lists', async () => {
      const { groupId, owner, ada, bob, carol } = await applied()

      for (const client of [owner, ada]) {
        const { id } = await hears(client, noticeTypes.application)
        expect(await list(client)).toEqual([
          {
            id,
            groupId,
            kind: 0,
            applicant: { userId: 'carol', nick: '', faceUrl: '' },
            invitee: '',
            time: clock.seconds(),
            message: 'let me in',
            handled: 0,
            agreed: false,
            answer: '',
          },
        ])
      }
      expect(await list(carol)).toHaveLength(1)
      expect(await list(bob)).toEqual([])
      expect(bob.events).toEqual([])
    })

    test('who is let in hears of it, and so does the group', async () => {
      const { app, groupId, ada, bob, carol } = await applied()
      const { id } = await hears(ada, noticeTypes.application)

      expect((await agree(ada, id, 'welcome')).group?.memberCount).toBe(4)

      expect(await hears(carol, noticeTypes.approved)).toMatchObject({
        operator: { userId: 'ada' },
        message: 'welcome',
      })
      expect((await bob.next('group.message')).message.tip).toMatchObject({
        type: tipTypes.join,
        operator: { userId: 'carol' },
        memberCount: 4,
      })
      expect(await roleOf(app, groupId, 'carol')).toBe('Member')
    })

    test('who is refused hears why', async () => {
      const { app, groupId, owner, carol } = await applied()
      const { id } = await hears(owner, noticeTypes.application)

      await refuse(owner, id, 'no room for you')

      expect(await hears(carol, noticeTypes.refused)).toMatchObject({ message: 'no room for you' })
      expect(await roleOf(app, groupId, 'carol')).toBe('NotMember')
      expect(await list(owner)).toMatchObject([
        { handled: 2, agreed: false, answer: 'no room for you' },
      ])
      expect(await list(carol)).toMatchObject([{ handled: 1 }])
    })

    test('the first answer counts', async () => {
      const { owner, ada } = await applied()
      const { id } = await hears(owner, noticeTypes.application)

      const codes = await Promise.all([agree(owner, id), refuse(ada, id)].map(refusal))

      expect(codes.toSorted()).toEqual([groupErrors.handledAlready.code, undefined])
      expect(await refusal(refuse(ada, id))).toBe(groupErrors.handledAlready.code)
    })

    test('others do not answer, nor does anybody what there is not', async () => {
      const { owner, bob, carol } = await applied()
      const { id } = await hears(owner, noticeTypes.application)

      expect(await refusal(agree(bob, id))).toBe(groupErrors.noPermission.code)
      expect(await refusal(agree(carol, id))).toBe(groupErrors.noPermission.code)
      expect(await refusal(agree(owner, 'made up'))).toBe(groupErrors.badParameter.code)
    })

    test('who applies again is in the list once', async () => {
      const { groupId, owner, carol } = await applied()
      const { id: first } = await hears(owner, noticeTypes.application)

      await carol.call(groupJoin, { groupId, message: 'please' })

      const { id } = await hears(owner, noticeTypes.application)
      expect(await list(owner)).toMatchObject([{ id, message: 'please' }])
      expect(await refusal(agree(owner, first))).toBe(groupErrors.badParameter.code)
    })

    test('who came in otherwise meanwhile is a member once', async () => {
      const { app, groupId, owner, carol } = await applied()
      const { id } = await hears(owner, noticeTypes.application)
      const MemberList = [{ Member_Account: 'carol' }]
      await im.rest(app, addGroupMember, { GroupId: groupId, Silence: 1, MemberList })

      await agree(owner, id)

      expect(await hears(carol, noticeTypes.approved)).toBeDefined()
      expect(owner.events).toEqual([])
    })

    test('a full group, and a full account, wait on', async () => {
      const app = await withPeople()
      const columns = { max_members: 1 }
      const full = await seedGroup(im, app, { owner: 'owner', columns })
      const open = await seedGroup(im, app, { owner: 'owner' })
      const [owner, carol] = await connectAll(app, 'owner', 'carol')
      if (!owner || !carol) throw new Error('somebody is not there')
      for (const groupId of [full, open]) await carol.call(groupJoin, { groupId })
      const [first, second] = [
        await hears(owner, noticeTypes.application),
        await hears(owner, noticeTypes.application),
      ]
      for (const _ of numbers(50)) await seedGroup(im, app, { members: ['carol'] })

      expect(await refusal(agree(owner, first.id))).toBe(groupErrors.groupFull.code)
      await putOnPlan(im, app, 'developer')
      expect(await refusal(agree(owner, second.id))).toBe(groupErrors.tooManyGroupsOfUser.code)
      expect((await owner.call(groupApplications, {})).unread).toBe(2)
    })
  })

  describe('of invited ones', () => {
    const invited = async (by: 'owner' | 'bob') => {
      const app = await withPeople()
      const columns = { invite_option: 'NeedPermission' } as const
      const groupId = await seedGroup(im, app, { ...people, columns })
      const [owner, ada, bob, carol] = await connectAll(app, 'owner', 'ada', 'bob', 'carol')
      if (!owner || !ada || !bob || !carol) throw new Error('somebody is not there')
      const message = 'come'
      const inviter = by === 'owner' ? owner : bob
      await inviter.call(groupAddMembers, { groupId, userIds: ['carol'], message })
      return { app, groupId, owner, ada, bob, carol }
    }

    test('an administrator decides about the invitation of a member', async () => {
      const { app, groupId, ada, bob, carol } = await invited('bob')
      const asked = await hears(ada, noticeTypes.inviteApplication)
      expect(asked).toMatchObject({ operator: { userId: 'bob' }, message: 'come' })
      expect(await list(ada)).toMatchObject([{ kind: 2, invitee: 'carol' }])
      expect(await list(carol)).toEqual([])

      await agree(ada, asked.id)

      await hears(bob, noticeTypes.approved)
      await hears(carol, noticeTypes.invited)
      expect((await ada.next('group.message')).message.tip).toMatchObject({
        type: tipTypes.invite,
        operator: { userId: 'bob' },
        members: [{ userId: 'carol' }],
      })
      expect(await roleOf(app, groupId, 'carol')).toBe('Member')
    })

    test('who invites hears that an administrator refused', async () => {
      const { ada, bob } = await invited('bob')
      const { id } = await hears(ada, noticeTypes.inviteApplication)

      await refuse(ada, id, 'no')

      expect(await hears(bob, noticeTypes.refused)).toMatchObject({ message: 'no' })
    })

    test('the invited one decides about the invitation of an administrator', async () => {
      const { app, groupId, owner, carol } = await invited('owner')
      const phone = await im.connect(app, 'carol', { platform: 'Android' })
      const asked = await hears(carol, noticeTypes.invitation)
      expect(asked).toMatchObject({ operator: { userId: 'owner' }, message: 'come' })
      expect(await list(carol)).toMatchObject([{ kind: 1, invitee: 'carol' }])
      expect(await refusal(agree(owner, asked.id))).toBe(groupErrors.noPermission.code)

      await agree(carol, asked.id)

      expect(await hears(owner, noticeTypes.invitationAccepted)).toMatchObject({
        operator: { userId: 'carol' },
      })
      await hears(phone, noticeTypes.invited)
      expect(await roleOf(app, groupId, 'carol')).toBe('Member')
    })

    test('who invites hears that the invited one refused', async () => {
      const { app, groupId, owner, carol } = await invited('owner')
      const { id } = await hears(carol, noticeTypes.invitation)

      expect(await refuse(carol, id)).toEqual({})

      await hears(owner, noticeTypes.invitationRefused)
      expect(await roleOf(app, groupId, 'carol')).toBe('NotMember')
    })
  })
})
