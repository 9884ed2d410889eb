import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { SECOND } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'

/** An app whose pushes are switched on. */
export async function seedPushApp(im: TestServer, ...users: readonly string[]): Promise<TestApp> {
  const app = await seedApp(im, ...users)
  await setConf(im, app, { MassPush: true })
  return app
}

/** Lets the job of pushes run as often as it takes. */
export async function runPushes(im: TestServer, clock: MovingClock, seconds = 3): Promise<void> {
  for (let n = 0; n < seconds; n++) {
    clock.pass(SECOND)
    await im.platform.jobs.runDue()
  }
}

/** The texts of the messages that came so far. */
export function textsOf(client: RawClient): readonly string[] {
  return client.events
    .filter(({ event }) => event === 'message.received')
    .map(({ data }) => JSON.stringify((data as { message: { body: unknown } }).message.body))
}
