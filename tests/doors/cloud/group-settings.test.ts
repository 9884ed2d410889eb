import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { describeConfInfo, setConfInfo } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

describe.each(storages)('the settings of groups on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
  })
  beforeEach(async () => {
    // The cloud door takes few calls of a kind in a second.
    clock.pass(2 * SECOND)
    app = await seedApp(im)
    await putOnPlan(im, app, 'premium')
    await im.signIn()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const set = (change: object) =>
    im.act(setConfInfo, { SDKAppID: app.appId, ...change }).then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
  const saved = () => im.act(describeConfInfo, { SDKAppID: app.appId })
  const effective = async () => (await im.platform.im.apps.get(app.appId)).conf

  test('about notices and history take effect ten minutes after they were saved', async () => {
    const before = await effective()

    const change = {
      HistoryBeforeJoin: { Private: true },
      GroupNotices: { Public: { Kicked: 'Off' }, AVChatRoom: { MemberMute: 'Send' } },
    }
    expect(await set(change)).toBe('done')
    const EffectiveTime = clock.seconds() + 600

    expect(await saved()).toMatchObject({
      ...change,
      Pending: [
        { Setting: 'HistoryBeforeJoin.Private', Before: false, EffectiveTime },
        { Setting: 'GroupNotices.Public.Kicked', Before: 'SendAndStore', EffectiveTime },
        { Setting: 'GroupNotices.AVChatRoom.MemberMute', Before: 'Off', EffectiveTime },
      ],
    })
    expect(await effective()).toEqual(before)
    clock.pass(10 * MINUTE - 1)
    expect(await effective()).toEqual(before)
    clock.pass(1)
    expect(await effective()).toMatchObject(change)
    await im.signIn()
    expect((await saved()).Pending).toEqual([])
  })

  test('that wait are kept when others are saved', async () => {
    await set({ HistoryBeforeJoin: { Public: true } })
    await set({ GroupRecall: false })

    expect(await saved()).toMatchObject({
      HistoryBeforeJoin: { Public: true },
      Pending: [{ Setting: 'HistoryBeforeJoin.Public' }],
    })
    expect(await effective()).toMatchObject({
      HistoryBeforeJoin: { Public: false },
      GroupRecall: false,
    })
  })

  test('about functions work at once', async () => {
    const change = {
      Community: true,
      Topic: true,
      LiveBroadcast: true,
      LiveBroadcastRate: 5,
      LiveHistoryCount: 50,
      ReceiptGroupTypes: ['Private', 'ChatRoom'],
      GroupNameBytes: 30,
    }

    expect(await set(change)).toBe('done')
    expect(await effective()).toMatchObject(change)
    expect(await set({ ReceiptGroupTypes: [] })).toBe('done')
    expect((await effective()).ReceiptGroupTypes).toEqual([])
  })

  test.each([
    { LiveBroadcastRate: 6 },
    { LiveHistoryCount: 51 },
    { ReceiptGroupTypes: ['AVChatRoom'] },
    { ReceiptGroupTypes: ['Public', 'Public'] },
    { GroupNotices: { AVChatRoom: { MemberMute: 'SendAndStore' } } },
    { GroupNotices: { Private: { Kicked: 'Store' } } },
    { GroupNameBytes: 101 },
  ])('that make no sense are refused: %j', async (change) => {
    expect(await set(change)).toBe('InvalidParameterValue')
  })

  test('that are premium are refused on the standard plan; topics need communities', async () => {
    expect(await set({ Topic: true })).toBe('OperationDenied')
    await putOnPlan(im, app, 'standard')

    expect(await set({ Community: true })).toBe('OperationDenied')
    expect(await set({ HistoryBeforeJoin: { Public: true }, GroupRecall: false })).toBe('done')
  })
})
