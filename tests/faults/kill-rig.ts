import { multiAccountImport, setConfInfo } from '@yanshu/protocol'
import type { TestApp } from '@yanshu/server/testing'
import { freePort } from '../process/free-port.ts'
import { callRest, Operator } from '../process/operator.ts'
import { ServerProcess, unattended } from '../process/server-process.ts'
import { until } from '../process/until.ts'
import type { Chance } from './chance.ts'
import { Load } from './load.ts'
import { Talker } from './talker.ts'

export interface KillPlan {
  readonly kills: number
  readonly dataFolder: string
  readonly databaseUrl?: string
  readonly chance: Chance
}

/** What is there when everything has settled. */
export interface Aftermath extends AsyncDisposable {
  readonly url: string
  readonly app: TestApp
  readonly talkers: readonly Talker[]
  /** Accounts that were written to and never came. */
  readonly absent: readonly string[]
}

/** Longest pause between the first sign of load and the kill, in milliseconds. */
const LONGEST = 600

/** Kills the server again and again while its clients talk, lets everything settle, answers. */
export async function killUnderLoad(plan: KillPlan): Promise<Aftermath> {
  const port = await freePort()
  const start = () => ServerProcess.start(launchOf(plan, port))
  let server = await start()
  const { url } = server
  try {
    const app = await seedApp(url)
    const talkers = await signInAll(url, app)
    const load = new Load(talkers, plan.chance)
    for (let kill = 0; kill < plan.kills; kill += 1) {
      await addAbsent(url, app, load, kill)
      await someLoad(load, talkers, plan.chance)
      server.kill('SIGKILL')
      await server.ended()
      server = await start()
    }
    await addAbsent(url, app, load, plan.kills)
    await allConnected(talkers)
    await settle(load)
    const end = async () => {
      await Promise.all(talkers.map(({ chat }) => chat.destroy()))
      await server.stop()
    }
    return { url, app, talkers, absent: load.absent, [Symbol.asyncDispose]: end }
  } catch (error) {
    server.kill('SIGKILL')
    throw error
  }
}

export function launchOf({ dataFolder, databaseUrl }: KillPlan, port: number) {
  const database = databaseUrl === undefined ? [] : ['--database', databaseUrl]
  const args = ['--port', String(port), '--data', dataFolder, '--log-level', 'warn', ...database]
  return { args, env: { ...unattended, YANSHU_GATEWAY_RATE: '10000' } }
}

async function seedApp(url: string): Promise<TestApp> {
  const operator = await Operator.signIn(url)
  const app = await operator.seedApp('ann', 'bob', 'cat', 'dan')
  // Those who read the outcome are devices too, and must send nobody away.
  await operator.act(setConfInfo, { SDKAppID: app.appId, LoginMode: 'multi' })
  return app
}

function signInAll(url: string, app: TestApp): Promise<Talker[]> {
  return Promise.all([
    Talker.signIn(url, app, 'ann'),
    Talker.signIn(url, app, 'ann', 'Android'),
    Talker.signIn(url, app, 'bob'),
    Talker.signIn(url, app, 'cat'),
    Talker.signIn(url, app, 'dan'),
  ])
}

/** Every round has somebody new to write to, so that kills also meet conversations being made. */
async function addAbsent(url: string, app: TestApp, load: Load, round: number): Promise<void> {
  const userId = `absent-${round}`
  await callRest(url, app, multiAccountImport, { AccountList: [{ UserID: userId }] })
  load.absent.push(userId)
}

/**
 * Waits for a moment to kill at: mostly while everybody talks, sometimes while the clients of the
 * server before come back with what they had under way.
 */
async function someLoad(load: Load, talkers: readonly Talker[], chance: Chance): Promise<void> {
  const before = load.answered
  if (chance.next() < 0.75) {
    await allConnected(talkers)
    await until(() => load.answered > before, 'nobody got an answer')
  }
  await Bun.sleep(chance.below(LONGEST))
}

function allConnected(talkers: readonly Talker[]): Promise<void> {
  const away = () => talkers.filter(({ isConnected }) => !isConnected).map(({ name }) => name)
  return until(
    () => away().length === 0,
    () => `${away().join(', ')} did not come back`,
    40_000,
  )
}

/** Every message was acknowledged or given up. */
async function settle(load: Load): Promise<void> {
  load.stop()
  await until(
    () => load.underway === 0,
    () => `${load.underway} messages without an answer`,
    40_000,
  )
}
