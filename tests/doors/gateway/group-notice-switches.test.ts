import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { addGroupMember, modifyGroupMemberInfo, noticeTypes, tipTypes } from '@yanshu/protocol'
import type { NoticeMode } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { settled } from '../group-talk.ts'
import { createMovingClock, MINUTE } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'

const clock = createMovingClock()

describe.each(storages)('what groups tell of their members on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withSwitches = async (change: { MemberRole?: NoticeMode; Invited?: NoticeMode }) => {
    const app = await seedApp(im, 'owner', 'bob', 'carol')
    await setConf(im, app, { GroupNotices: { Public: change } })
    clock.pass(10 * MINUTE)
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['bob'] })
    return { app, groupId, bob: await im.connect(app, 'bob') }
  }
  const promote = (app: TestApp, GroupId: string) =>
    im.rest(app, modifyGroupMemberInfo, { GroupId, Member_Account: 'bob', Role: 'Admin' })
  const bring = (app: TestApp, GroupId: string) =>
    im.rest(app, addGroupMember, { GroupId, MemberList: [{ Member_Account: 'carol' }] })

  test('what is off is told neither to the group nor to who became an administrator', async () => {
    const { app, groupId, bob } = await withSwitches({ MemberRole: 'Off', Invited: 'Off' })
    const carol = await im.connect(app, 'carol')

    await promote(app, groupId)
    await bring(app, groupId)
    await settled(bob)

    expect(bob.events).toEqual([])
    // Who was brought in has to know.
    expect((await carol.next('group.notice')).notice.type).toBe(noticeTypes.invited)
  })

  test.each([
    ['Send', 0],
    ['SendAndStore', 1],
  ] as const)('%s tells, with the seq %i', async (mode, seq) => {
    const { app, groupId, bob } = await withSwitches({ MemberRole: mode })

    await promote(app, groupId)

    const { message } = await bob.next('group.message')
    expect([message.tip?.type, message.seq]).toEqual([tipTypes.setAdmin, seq])
    expect((await bob.next('group.notice')).notice.type).toBe(noticeTypes.setAdmin)
  })
})
