import { ping } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
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

type SignedIn = Awaited<ReturnType<TestServer['connect']>>

/** Whose clients were told something that nobody took; a ping's answer comes after what was sent before it. */
export async function toldTo(clients: readonly SignedIn[]): Promise<readonly string[]> {
  await Promise.all(clients.map((client) => client.call(ping, {})))
  return clients
    .filter(({ events }) => events.some(({ event }) => event === 'message.received'))
    .map((client) => {
      client.events.length = 0
      return client.login.userId
    })
}
