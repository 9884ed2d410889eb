import type { Growth } from './compare.ts'
import { alternate, timed } from './compare.ts'
import type { Target } from './session.ts'
import { Session } from './session.ts'

export interface FriendLoadOptions {
  readonly small: Target
  readonly large: Target
  readonly reader: string
  /** Friends the reader has on both. */
  readonly friends: number
  /** Pulls of one round. */
  readonly pulls: number
  readonly rounds: number
}

interface Page {
  readonly friends: readonly { readonly userId: string }[]
  readonly cursor: number
}

/** Microseconds that a whole friend list takes, among few accounts and among many. */
export async function friendLoad(options: FriendLoadOptions): Promise<Growth> {
  const { reader, friends, pulls, rounds } = options
  const faults: string[] = []
  const small = await Session.open(options.small, reader)
  const large = await Session.open(options.large, reader)
  const pull = (session: Session) => async () => {
    const took = await timed(async () => {
      for (let i = 0; i < pulls; i++) {
        const count = await pullAll(session)
        if (count !== friends && faults.length < 10) faults.push(`a list of ${count} friends`)
      }
    })
    return (took * 1000) / pulls
  }
  const growth = await alternate(rounds, pull(small), pull(large))
  small.close()
  large.close()
  return { ...growth, faults }
}

async function pullAll(session: Session): Promise<number> {
  const seen = new Set<string>()
  let cursor = 0
  do {
    const page = (await session.ask('friend.list', { cursor })) as Page
    for (const { userId } of page.friends) seen.add(userId)
    cursor = page.cursor
  } while (cursor > 0)
  return seen.size
}
