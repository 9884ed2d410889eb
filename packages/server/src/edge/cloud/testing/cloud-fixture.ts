import { cloudActions } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Access } from '../../../access/access.ts'
import { accessActions, openAccess } from '../../../access/access.ts'
import { ensureRoot } from '../../../access/root.ts'
import type { ActionCall, ActionHandler } from '../../../calls/action-call.ts'
import { createLogger } from '../../../log.ts'
import type { Schema } from '../../../store/schema.ts'
import { createSecretBox, ephemeralMasterKey } from '../../../store/secret-box.ts'
import { ActionRunner } from '../action-runner.ts'
import type { Door } from '../cloud-door.ts'
import { createCloudDoor } from '../cloud-door.ts'

export const rootPassword = 'Correct-horse1'
export const rootKey = { secretId: 'AKIDofTheFixture', secretKey: 'theSecretKeyOfTheFixture' }

/** The doors over a real database, with handlers that only note what they were asked. */
export interface CloudFixture {
  readonly access: Access
  readonly runner: ActionRunner
  readonly cloud: Door
  readonly clock: { now: number }
  /** What reached the `im` handlers. */
  readonly calls: ActionCall<unknown>[]
  /** Lines of the log. */
  readonly lines: string[]
  /** What the `im` handlers do; by default they answer `{ SDKAppID: 1400000001 }`. */
  behaviour: (call: ActionCall<unknown>) => Promise<unknown>
}

/** One for all fixtures, so that they can follow each other on one database. */
const box = createSecretBox(ephemeralMasterKey())

export async function openCloudFixture(db: Kysely<Schema>): Promise<CloudFixture> {
  const clock = { now: Date.now() }
  const lines: string[] = []
  const calls: ActionCall<unknown>[] = []
  const now = () => clock.now
  const log = createLogger('debug', (line) => lines.push(line) > 0)
  const access = openAccess({ db, box, now, log })
  await ensureRoot({ db, box, now, log }, { password: rootPassword, ...rootKey })
  const run = (call: ActionCall<unknown>) => {
    calls.push(call)
    return fixture.behaviour(call)
  }
  const handlers: ActionHandler[] = cloudActions
    .filter(({ service }) => service === 'im')
    .map((action) => ({ action, run }))
  const runner = new ActionRunner({
    handlers: [...handlers, ...accessActions(access)],
    access,
    now,
  })
  const cloud = createCloudDoor({ access, runner, now, log })
  const behaviour = async () => ({ SDKAppID: 1_400_000_001 })
  const fixture: CloudFixture = { access, runner, cloud, clock, calls, lines, behaviour }
  return fixture
}
