import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  groupErrors,
  groupMemberCustom,
  groupMemberProfiles,
  groupMembers,
  groupMsgFlag,
  groupMute,
  groupNameCard,
  groupOnlineCount,
  groupSetRole,
  noticeTypes,
  sendGroupMsg,
  tipTypes,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { hear, inGroup } from '../group-talk.ts'
import { createMovingClock } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { seedTopic } from '../topic-seed.ts'

const refused = groupErrors.noPermission.code
const badParameter = groupErrors.badParameter.code
const clock = createMovingClock()
const people = { owner: 'owner', admins: ['ada', 'eve'], members: ['bob', 'carol'] }

describe.each(storages)('members at the gateway on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withPeople = () => seedApp(im, 'owner', 'ada', 'eve', 'bob', 'carol', 'nobody')

  test('the owner makes administrators, who and the group are told', async () => {
    const app = await withPeople()
    const groupId = await seedGroup(im, app, people)
    const [owner, bob] = [await im.connect(app, 'owner'), await im.connect(app, 'bob')]

    const { member } = await owner.call(groupSetRole, { groupId, userId: 'bob', role: 'Admin' })

    expect(member).toMatchObject({ userId: 'bob', role: 'Admin' })
    const [tip] = await hear(bob, 1)
    expect(tip?.tip).toMatchObject({ type: tipTypes.setAdmin, operator: { userId: 'owner' } })
    expect((await bob.next('group.notice')).notice.type).toBe(noticeTypes.setAdmin)
  })

  test.each([
    ['Public', 'ada', 'bob', refused],
    ['Public', 'bob', 'carol', refused],
    ['Public', 'owner', 'owner', badParameter],
    ['Public', 'owner', 'nobody', badParameter],
    ['Private', 'owner', 'bob', refused],
  ] as const)('in a %s group %s makes no administrator of %s', async (type, by, userId, code) => {
    const app = await withPeople()
    const groupId = await seedGroup(im, app, { ...people, type })
    const client = await im.connect(app, by)

    expect(await refusal(client.call(groupSetRole, { groupId, userId, role: 'Admin' }))).toBe(code)
  })

  test.each([
    ['Public', 'owner', 'ada', true],
    ['Public', 'ada', 'bob', true],
    ['Public', 'ada', 'eve', false],
    ['Public', 'bob', 'carol', false],
    ['ChatRoom', 'ada', 'bob', true],
    ['Community', 'ada', 'bob', true],
    ['AVChatRoom', 'owner', 'bob', true],
    ['Private', 'owner', 'bob', false],
  ] as const)('in a %s group %s mutes %s: %s', async (type, by, userId, may) => {
    const app = await withPeople()
    const groupId = await seedGroup(im, app, { ...people, type })
    const client = await im.connect(app, by)

    const muting = client.call(groupMute, { groupId, userId, seconds: 60 })

    if (may) expect((await muting).member.muteUntil).toBe(clock.seconds() + 60)
    else expect(await refusal(muting)).toBe(refused)
  })

  test('a mute in a topic holds there, and ends with 0', async () => {
    const app = await withPeople()
    const columns = { support_topic: 1 }
    const groupId = await seedGroup(im, app, { ...people, type: 'Community', columns })
    const topicId = await seedTopic(im, app, groupId)
    const [ada, bob] = [await im.connect(app, 'ada'), await im.connect(app, 'bob')]
    const mute = (id: string, seconds: number) =>
      ada.call(groupMute, { groupId: id, userId: 'bob', seconds })

    expect((await mute(topicId, 60)).member.muteUntil).toBe(clock.seconds() + 60)
    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.muted,
      groupId: topicId,
    })
    const { members } = await ada.call(groupMemberProfiles, { groupId, userIds: ['bob'] })
    expect(members).toMatchObject([{ userId: 'bob', muteUntil: 0 }])
    expect((await mute(topicId, 0)).member.muteUntil).toBe(0)
    expect(await refusal(mute(`${groupId}@TOPIC#_x`, 0))).toBe(groupErrors.noTopic.code)
    const stranger = ada.call(groupMute, { groupId, userId: 'nobody', seconds: 0 })
    expect(await refusal(stranger)).toBe(badParameter)
  })

  test('rights of permission groups stand in for roles', async () => {
    const app = await withPeople()
    const columns = { support_topic: 1, enable_permission: 1, default_permission: 32 }
    const groupId = await seedGroup(im, app, { ...people, type: 'Community', columns })
    const [ada, bob] = [await im.connect(app, 'ada'), await im.connect(app, 'bob')]
    const mute = (userId: string) => bob.call(groupMute, { groupId, userId, seconds: 60 })
    const rename = ada.call(groupNameCard, { groupId, userId: 'bob', nameCard: 'x' })

    expect(await refusal(rename)).toBe(refused)
    expect((await mute('ada')).member.muteUntil).toBe(clock.seconds() + 60)
    expect(await refusal(mute('owner'))).toBe(refused)
  })

  test.each([
    ['Public', 'bob', 'bob', true],
    ['Public', 'ada', 'ada', true],
    ['Public', 'ada', 'bob', true],
    ['Public', 'ada', 'eve', false],
    ['Public', 'bob', 'carol', false],
    ['Public', 'owner', 'ada', true],
    ['Private', 'owner', 'bob', true],
    ['Private', 'bob', 'carol', false],
    ['AVChatRoom', 'bob', 'bob', false],
  ] as const)('in a %s group %s gives %s a card: %s', async (type, by, userId, may) => {
    const app = await withPeople()
    const groupId = await seedGroup(im, app, { ...people, type })
    const client = await im.connect(app, by)

    const naming = client.call(groupNameCard, { groupId, userId, nameCard: 'Card' })

    if (may) expect((await naming).member.nameCard).toBe('Card')
    else expect(await refusal(naming)).toBe(refused)
  })

  test('the own card is as long as the app says, and stands on later messages', async () => {
    const app = await withPeople()
    await setConf(im, app, { NameCardBytes: 6 })
    const groupId = await seedGroup(im, app, people)
    const bob = await im.connect(app, 'bob')
    const name = (nameCard: string) => bob.call(groupNameCard, { groupId, nameCard })

    expect((await name('鲍勃')).member).toMatchObject({ userId: 'bob', nameCard: '鲍勃' })
    expect(await refusal(name('鲍勃!'))).toBe(badParameter)
    await im.rest(app, sendGroupMsg, { ...inGroup(groupId, 1), From_Account: 'bob' })
    expect((await hear(bob, 1))[0]?.nameCard).toBe('鲍勃')
  })

  describe('fields of the app', () => {
    const withField = async (
      app: TestApp,
      Read: 'Admin' | 'Member',
      Own: 'ReadWrite' | 'Read' | 'None',
    ) => {
      const right = { Type: 'Public', Read, Write: 'Admin', Own } as const
      await im.platform.im.apps.addMemberField(app.appId, { Key: 'team', Types: [right] })
      return seedGroup(im, app, people)
    }
    const set = async (
      app: TestApp,
      by: string,
      groupId: string,
      userId: string,
      value = 'red',
    ) => {
      const client = await im.connect(app, by)
      const custom = [{ key: 'team', value }]
      return client.call(groupMemberCustom, { groupId, userId, custom })
    }

    test.each([
      ['ada', 'bob', 'None', true],
      ['bob', 'carol', 'ReadWrite', false],
      ['bob', 'bob', 'ReadWrite', true],
      ['bob', 'bob', 'Read', false],
      ['bob', 'bob', 'None', false],
    ] as const)(
      '%s sets that of %s where the own right is %s: %s',
      async (by, userId, own, may) => {
        const app = await withPeople()
        const groupId = await withField(app, 'Member', own)

        const setting = set(app, by, groupId, userId)

        const custom = [{ key: 'team', value: 'red' }]
        if (may) expect((await setting).member.custom).toEqual(custom)
        else expect(await refusal(setting)).toBe(refused)
      },
    )

    test('who may not read a field does not see it, but the own one where that may be read', async () => {
      const app = await withPeople()
      const groupId = await withField(app, 'Admin', 'Read')
      await set(app, 'owner', groupId, 'bob')
      await set(app, 'owner', groupId, 'carol')
      const seenBy = async (by: string) => {
        const client = await im.connect(app, by)
        const userIds = ['bob', 'carol']
        const { members } = await client.call(groupMemberProfiles, { groupId, userIds })
        return members.map(({ custom }) => custom.length)
      }

      expect(await seenBy('ada')).toEqual([1, 1])
      expect(await seenBy('bob')).toEqual([1, 0])
      await set(app, 'ada', groupId, 'bob', '')
      expect(await seenBy('ada')).toEqual([0, 1])
    })

    test('fields that there are not are refused', async () => {
      const app = await withPeople()
      const groupId = await seedGroup(im, app, people)

      expect(await refusal(set(app, 'owner', groupId, 'bob'))).toBe(badParameter)
    })
  })

  test('who is no member is told and does nothing', async () => {
    const app = await withPeople()
    const groupId = await seedGroup(im, app, people)
    const client = await im.connect(app, 'nobody')
    const userId = 'bob'

    const calls = [
      client.call(groupMembers, { groupId }),
      client.call(groupMemberProfiles, { groupId, userIds: ['bob'] }),
      client.call(groupOnlineCount, { groupId }),
      client.call(groupMsgFlag, { groupId, msgFlag: 'Discard' }),
      client.call(groupSetRole, { groupId, userId, role: 'Admin' }),
      client.call(groupMute, { groupId, userId, seconds: 1 }),
      client.call(groupNameCard, { groupId, userId, nameCard: 'x' }),
    ]

    expect(await Promise.all(calls.map(refusal))).toEqual(calls.map(() => refused))
    const unknown = client.call(groupMembers, { groupId: 'nowhere' })
    expect(await refusal(unknown)).toBe(groupErrors.noGroup.code)
  })
})
