import { describe, expect, test } from 'bun:test'
import {
  describePushTask,
  getC2cUnreadMsgNum,
  imPush,
  timPush,
  timPushRevoke,
} from '@yanshu/protocol'
import type { TestApp } from '@yanshu/server/testing'
import { createTestDatabase, dialects, TestServer } from '@yanshu/server/testing'
import { temporaryFolder } from '../../process/temporary-folder.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { numbers, text } from '../talk.ts'
import { runPushes, seedPushApp, toldTo } from './pushing.ts'

const names = numbers(300).map((n) => `u${String(n).padStart(3, '0')}`)

/** A place that a server can be started on again. */
async function openPlace(dialect: string) {
  if (dialect === 'SQLite') {
    const folder = await temporaryFolder()
    return { config: { dataFolder: folder.path }, close: () => folder[Symbol.asyncDispose]() }
  }
  return { config: { databaseUrl: await createTestDatabase() }, close: async () => undefined }
}

async function startByHand(
  config: Parameters<typeof TestServer.start>[0],
  clock: MovingClock,
): Promise<TestServer> {
  const im = await TestServer.start(config, { now: clock.now })
  im.platform.jobs.byHand()
  return im
}

async function unreadOf(im: TestServer, app: TestApp): Promise<readonly unknown[]> {
  const counts = await Promise.all(
    names.map(async (To_Account) => {
      const answer = await im.rest(app, getC2cUnreadMsgNum, { To_Account })
      return answer.AllC2CUnreadMsgNum
    }),
  )
  return [...new Set(counts)]
}

describe.each(dialects.map(({ name }) => ({ name })))(
  'a push over a restart on $name',
  ({ name }) => {
    test('goes on where it was; nobody gets it twice, also where the last step was not noted', async () => {
      const clock = createMovingClock()
      const place = await openPlace(name)
      const start = () => startByHand(place.config, clock)
      let im = await start()
      const app = await seedPushApp(im, 'alice', ...names)
      const { TaskId } = await im.rest(app, timPush, {
        From_Account: 'alice',
        MsgRandom: 1,
        MsgBody: text('once'),
      })
      await runPushes(im, clock, 1)
      const { db } = im.platform.store
      const half = await db.selectFrom('push_task').selectAll().executeTakeFirstOrThrow()
      // As a crash between the sends of a step and the note of it leaves it.
      const cursor = names[names.indexOf(half.cursor) - 20] ?? ''
      await db
        .updateTable('push_task')
        .set({ cursor, log_id: half.log_id - 20 })
        .execute()
      await im[Symbol.asyncDispose]()
      // Longer than a repeated send is noticed by itself.
      clock.pass(10 * MINUTE)

      im = await start()
      await runPushes(im, clock, 4)
      const { TaskList } = await im.act(describePushTask, {
        SDKAppID: app.appId,
        TaskId: String(TaskId),
      })

      expect(half.status).toBe('sending')
      expect(half.sent).toBeGreaterThan(0)
      expect(half.sent).toBeLessThan(names.length)
      expect(TaskList[0]?.Status).toBe('done')
      expect(await unreadOf(im, app)).toEqual([1])
      await im[Symbol.asyncDispose]()
      await place.close()
    })

    test('what is kept for those who are away is kept, and what was stopped stays so', async () => {
      const clock = createMovingClock()
      const place = await openPlace(name)
      const start = () => startByHand(place.config, clock)
      let im = await start()
      const app = await seedPushApp(im, 'alice', 'bob', ...names)
      await im.rest(app, imPush, { MsgRandom: 1, MsgBody: text('kept'), MsgLifeTime: 3600 })
      await runPushes(im, clock, 1)
      const { TaskId } = await im.rest(app, timPush, {
        From_Account: 'alice',
        MsgRandom: 2,
        MsgBody: text('stopped'),
      })
      await im.rest(app, timPushRevoke, { TaskId })
      await im[Symbol.asyncDispose]()

      im = await start()
      const bob = await im.connect(app, 'bob')
      await runPushes(im, clock)
      const { message } = await bob.next('message.received')
      const again = await im.connect(app, 'bob', { instanceId: 'other' })

      expect(message.body).toEqual(text('kept'))
      expect(await toldTo([again])).toEqual([])
      expect(await unreadOf(im, app)).toEqual([0])
      clock.pass(SECOND)
      await im[Symbol.asyncDispose]()
      await place.close()
    })
  },
)
