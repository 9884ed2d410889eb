import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  createGroup,
  destroyGroup,
  getAppidGroupList,
  groupErrors,
  importGroup,
  modifyGroupBaseInfo,
} from '@yanshu/protocol'
import type { GroupType } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const clock = createMovingClock()

describe.each(storages)('what plans say about groups on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const onPlan = async (plan: string) => {
    const app = await seedApp(im, 'alice', 'bob')
    await putOnPlan(im, app, plan)
    return app
  }
  const create = (app: TestApp, body: object = {}) =>
    im.rest(app, createGroup, { Type: 'Public', Name: 'a group', ...body })
  const bring = (app: TestApp, body: object = {}) =>
    im.rest(app, importGroup, { Type: 'Public', Name: 'a group', ...body })
  /** As if so many groups were there: nobody counts rows. */
  const pretend = (app: TestApp, type: GroupType, count: number, grown = 0) =>
    im.platform.store.db
      .insertInto('group_count')
      .values({ app_id: app.appId, type, count, day: dayNow(), grown })
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'type']).doUpdateSet({ count, grown, day: dayNow() }),
      )
      .execute()
  const dayNow = () => Math.floor((clock.now() + 8 * 3600 * SECOND) / DAY)

  test('an app on trial has 100 groups, imported ones among them', async () => {
    const app = await onPlan('developer')
    await pretend(app, 'Private', 99)

    expect(await create(app)).toMatchObject({ ErrorCode: 0 })
    expect(await create(app)).toMatchObject(failure(groupErrors.trialGroups))
    expect(await bring(app)).toMatchObject(failure(groupErrors.trialGroups))
    await putOnPlan(im, app, 'standard')
    expect(await create(app)).toMatchObject({ ErrorCode: 0 })
  })

  test('a dissolved group makes room', async () => {
    const app = await onPlan('developer')
    await pretend(app, 'Private', 99)
    const { GroupId } = await create(app)

    await im.rest(app, destroyGroup, { GroupId })

    expect(await create(app)).toMatchObject({ ErrorCode: 0 })
  })

  test.each([
    ['developer', 10],
    ['standard', 50],
  ])('an app on %s has %d live rooms', async (plan, most) => {
    const app = await onPlan(plan)
    await pretend(app, 'AVChatRoom', most - 1)

    expect(await create(app, { Type: 'AVChatRoom' })).toMatchObject({ ErrorCode: 0 })
    expect(await create(app, { Type: 'AVChatRoom' })).toMatchObject(
      failure(groupErrors.tooManyLiveRooms),
    )
    expect(await create(app)).toMatchObject({ ErrorCode: 0 })
    await putOnPlan(im, app, 'premium')
    expect(await create(app, { Type: 'AVChatRoom' })).toMatchObject({ ErrorCode: 0 })
  })

  test.each([
    ['developer', 20],
    ['standard', 200],
    ['premium', 2000],
  ])('groups on %s are for %d members', async (plan, most) => {
    const app = await onPlan(plan)
    const over = { MaxMemberCount: most + 1 }

    const { GroupId } = await create(app, { MaxMemberCount: most })
    expect(await create(app, over)).toMatchObject(failure(groupErrors.tooManyMembers))
    expect(await bring(app, { MaxMemberCount: most })).toMatchObject({ ErrorCode: 0 })
    expect(await bring(app, over)).toMatchObject(failure(groupErrors.tooManyMembers))
    const modify = (MaxMemberNum: number) =>
      im.rest(app, modifyGroupBaseInfo, { GroupId, MaxMemberNum })
    expect(await modify(most)).toMatchObject({ ErrorCode: 0 })
    expect(await modify(most + 1)).toMatchObject(failure(groupErrors.badParameter))
  })

  test('an account is in 50 groups on trial, whether it owns them or was brought', async () => {
    const app = await onPlan('developer')
    for (const number of numbers(49)) {
      await seedGroup(im, app, number < 25 ? { owner: 'alice' } : { members: ['alice'] })
    }
    await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice' })
    const brought = { MemberList: [{ Member_Account: 'alice' }], Owner_Account: 'bob' }

    expect(await create(app, brought)).toMatchObject({ ErrorCode: 0 })

    const refused = failure(groupErrors.tooManyGroupsOfUser)
    expect(await create(app, brought)).toMatchObject(refused)
    expect(await create(app, { Owner_Account: 'alice' })).toMatchObject(refused)
    expect(await bring(app, { Owner_Account: 'alice' })).toMatchObject(refused)
    const live = { Type: 'AVChatRoom', Owner_Account: 'alice' }
    expect(await create(app, live)).toMatchObject({ ErrorCode: 0 })
    await putOnPlan(im, app, 'standard')
    expect(await create(app, { Owner_Account: 'alice' })).toMatchObject({ ErrorCode: 0 })
  })

  test('two groups that take the same account at once do not both get its last place', async () => {
    const app = await onPlan('developer')
    for (const _ of numbers(48)) await seedGroup(im, app, { members: ['alice'] })
    const bodies = numbers(6).map((number) => ({
      Owner_Account: number % 2 === 0 ? 'alice' : 'bob',
      MemberList: [{ Member_Account: 'alice' }, { Member_Account: 'bob' }],
    }))

    const answers = await Promise.all(bodies.map((body) => create(app, body)))

    expect(answers.map((answer) => answer.ErrorCode).toSorted()).toEqual([
      0,
      0,
      ...numbers(4).map(() => groupErrors.tooManyGroupsOfUser.code),
    ])
  })

  test('an app grows by so many groups a day of Beijing, less those that go', async () => {
    const app = await onPlan('standard')
    await pretend(app, 'ChatRoom', 20_000, 9999)
    const { GroupId } = await create(app)

    expect(await create(app)).toMatchObject(failure(groupErrors.tooFrequent))
    expect(await bring(app)).toMatchObject({ ErrorCode: 0 })
    await im.rest(app, destroyGroup, { GroupId })
    expect(await create(app)).toMatchObject({ ErrorCode: 0 })
    expect(await create(app)).toMatchObject(failure(groupErrors.tooFrequent))

    clock.pass(DAY)
    expect(await create(app)).toMatchObject({ ErrorCode: 0 })
  })

  test('communities need the plan, the switch, and room below 100,000', async () => {
    const app = await onPlan('standard')
    const community = { Type: 'Community' }

    expect(await create(app, community)).toMatchObject(failure(groupErrors.illegalRequest))
    expect(await bring(app, community)).toMatchObject(failure(groupErrors.illegalRequest))
    await putOnPlan(im, app, 'premium')
    expect(await create(app, community)).toMatchObject(failure(groupErrors.communityOff))
    expect(await bring(app, community)).toMatchObject(failure(groupErrors.communityOff))
    await setConf(im, app, { Community: true })
    const withTopics = { ...community, SupportTopic: 1 }
    expect(await create(app, withTopics)).toMatchObject(failure(groupErrors.communityOff))
    await setConf(im, app, { Topic: true })
    expect(await create(app, withTopics)).toMatchObject({ ErrorCode: 0 })
    await pretend(app, 'Community', 99_999)
    expect(await create(app, community)).toMatchObject({ ErrorCode: 0 })
    expect(await create(app, community)).toMatchObject(failure(groupErrors.trialGroups))
  })

  test('what is counted is what is there', async () => {
    const app = await onPlan('premium')
    const made = await Promise.all(numbers(5).map(() => create(app)))
    await create(app, { Type: 'Private' })
    const [first] = made
    const gone = await Promise.all(
      numbers(2).map(() => im.rest(app, destroyGroup, { GroupId: first?.GroupId })),
    )

    expect(gone.map((answer) => answer.ErrorCode).toSorted()).toEqual([0, groupErrors.noGroup.code])
    const list = (body: object) => im.rest(app, getAppidGroupList, body)
    clock.pass(SECOND)
    expect(await list({})).toMatchObject({ TotalCount: 5 })
    clock.pass(SECOND)
    expect(await list({ GroupType: 'Public' })).toMatchObject({ TotalCount: 4 })
  })
})
