import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  accountImport,
  getNoSpeaking,
  messageErrors,
  messageSend,
  muteErrors,
  PERMANENT_MUTE,
  sendMsg,
  setNoSpeaking,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { ask } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, toPeer } from '../talk.ts'

const OK = { ErrorCode: 0, ErrorInfo: '' }

describe.each(storages)('global mute on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const mute = (app: TestApp, c2c?: number, group?: number) =>
    im.rest(app, setNoSpeaking, {
      Set_Account: 'alice',
      C2CmsgNospeakingTime: c2c,
      GroupmsgNospeakingTime: group,
    })
  const get = (app: TestApp) => im.rest(app, getNoSpeaking, { Get_Account: 'alice' })
  const left = (c2c: number, group: number) => ({
    ...OK,
    C2CmsgNospeakingTime: c2c,
    GroupmsgNospeakingTime: group,
  })

  test('answers without ActionStatus, failures too', async () => {
    const app = await seedApp(im, 'alice')

    const answers = [await mute(app, 60, 120), await get(app), await mute(app)]

    expect(answers.slice(0, 2)).toEqual([OK as never, left(60, 120) as never])
    expect(answers[2]).toEqual({
      ErrorCode: muteErrors.noTime.code,
      ErrorInfo: muteErrors.noTime.info,
    } as never)
  })

  test('tells the seconds that are left, and ends by itself', async () => {
    const app = await seedApp(im, 'alice')
    await mute(app, 60, 7200)

    clock.pass(4 * SECOND)
    const soon = await get(app)
    clock.pass(2 * MINUTE)
    const later = await get(app)

    expect(soon).toEqual(left(56, 7196) as never)
    expect(later).toEqual(left(0, 7076) as never)
  })

  test('one kind leaves the other; 0 lifts; the largest number has no end', async () => {
    const app = await seedApp(im, 'alice')

    await mute(app, PERMANENT_MUTE)
    await mute(app, undefined, 30)
    clock.pass(20 * SECOND)
    const both = await get(app)
    await mute(app, 0)

    expect(both).toEqual(left(PERMANENT_MUTE, 10) as never)
    expect(await get(app)).toEqual(left(0, 10) as never)
  })

  test('who is muted sends nothing to others until it ends, and still receives', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    const say = (random: number) =>
      alice.call(messageSend, toPeer('bob', random)).then(
        () => 0,
        (error: { code: number }) => error.code,
      )

    const before = await say(1)
    await mute(app, 60)
    const muted = await say(2)
    await bob.call(messageSend, toPeer('alice', 3))
    await alice.next('message.received')
    clock.pass(MINUTE)
    const after = await say(4)

    expect([before, muted, after]).toEqual([0, messageErrors.muted.code, 0])
  })

  test('a mute of groups alone does not silence one-to-one, nor does any silence an administrator’s call', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    await mute(app, undefined, PERMANENT_MUTE)

    await alice.call(messageSend, toPeer('bob', 1))
    await mute(app, PERMANENT_MUTE)

    expect(await im.rest(app, sendMsg, fromTo('alice', 'bob', 2))).toMatchObject({ ErrorCode: 0 })
  })

  test('a UserID that comes back is not muted', async () => {
    const app = await seedApp(im, 'alice')
    await mute(app, PERMANENT_MUTE, PERMANENT_MUTE)

    await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'alice' }] })
    await im.rest(app, accountImport, { UserID: 'alice' })

    expect(await get(app)).toEqual(left(0, 0) as never)
  })

  test.each([
    ['setnospeaking', { C2CmsgNospeakingTime: 1 }, muteErrors.setMissing],
    ['setnospeaking', { Set_Account: 7, C2CmsgNospeakingTime: 1 }, muteErrors.setInvalid],
    ['setnospeaking', { Set_Account: 'a\0', C2CmsgNospeakingTime: 1 }, muteErrors.setInvalid],
    ['setnospeaking', { Set_Account: 'nobody', C2CmsgNospeakingTime: 1 }, muteErrors.setInvalid],
    ['setnospeaking', { Set_Account: 'alice' }, muteErrors.noTime],
    ['setnospeaking', { Set_Account: 'alice', C2CmsgNospeakingTime: -1 }, muteErrors.badJson],
    ['setnospeaking', { Set_Account: 'alice', GroupmsgNospeakingTime: '1' }, muteErrors.badJson],
    ['getnospeaking', {}, muteErrors.getMissing],
    ['getnospeaking', { Get_Account: 7 }, muteErrors.getInvalid],
    ['getnospeaking', { Get_Account: 'nobody' }, muteErrors.getInvalid],
  ])('%s refuses %j', async (name, body, row) => {
    const app = await seedApp(im, 'alice')

    const answer =
      name === 'setnospeaking'
        ? await im.rest(app, setNoSpeaking, body)
        : await im.rest(app, getNoSpeaking, body)

    expect(answer.ErrorCode).toBe(row.code)
    expect(answer.ActionStatus).toBeUndefined()
  })

  test('a failure before the command keeps the command’s envelope', async () => {
    const app = await seedApp(im)

    const answer = await ask(im, app, { path: 'openconfigsvr/setnospeaking', body: '{' })

    expect(answer).toMatchObject({ ErrorCode: 60_003 })
    expect(answer.ActionStatus).toBeUndefined()
  })
})
