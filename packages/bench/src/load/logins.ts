import type { Growth } from './compare.ts'
import { alternate, timed } from './compare.ts'
import { pickUsers } from './pick-users.ts'
import type { Population } from './population.ts'
import { openSessions } from './session.ts'

export interface LoginLoadOptions {
  readonly small: Population
  readonly large: Population
  /** Logins of one round. */
  readonly logins: number
  readonly rounds: number
}

/** Microseconds a connection with its login costs, for accounts out of a few and out of many. */
export async function loginLoad(options: LoginLoadOptions): Promise<Growth> {
  const faults: string[] = []
  const round = async ({ target, accounts }: Population) => {
    const users = pickUsers(options.logins, accounts)
    let sessions: Awaited<ReturnType<typeof openSessions>> = []
    const took = await timed(async () => {
      sessions = await openSessions(target, users, (reason) => faults.push(reason))
    })
    for (const session of sessions) session.close()
    return (took * 1000) / options.logins
  }
  const costs = await alternate(
    options.rounds,
    () => round(options.small),
    () => round(options.large),
  )
  return { faults, ...costs }
}
