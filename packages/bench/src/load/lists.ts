import type { Growth } from './compare.ts'
import { alternate, perCall } from './compare.ts'
import type { Target } from './session.ts'
import { Session } from './session.ts'

export interface ListLoadOptions {
  readonly small: Target
  readonly large: Target
  readonly reader: string
  /** Entries of the reader's list on both. */
  readonly length: number
  /** Pulls of one round. */
  readonly pulls: number
  readonly rounds: number
}

/** Microseconds that a whole conversation list takes, among few accounts and among many. */
export function conversationLoad(options: ListLoadOptions): Promise<Growth> {
  return listLoad(options, async (session) => {
    const page = (await session.ask('conversation.list', { limit: options.length })) as {
      readonly conversations: readonly unknown[]
    }
    return page.conversations.length
  })
}

/** Microseconds that a whole friend list takes, among few accounts and among many. */
export function friendLoad(options: ListLoadOptions): Promise<Growth> {
  return listLoad(options, async (session) => {
    const seen = new Set<string>()
    let cursor = 0
    do {
      const page = (await session.ask('friend.list', { cursor })) as FriendPage
      for (const { userId } of page.friends) seen.add(userId)
      cursor = page.cursor
    } while (cursor > 0)
    return seen.size
  })
}

interface FriendPage {
  readonly friends: readonly { readonly userId: string }[]
  readonly cursor: number
}

async function listLoad(
  { reader, length, pulls, rounds, ...targets }: ListLoadOptions,
  pullAll: (session: Session) => Promise<number>,
): Promise<Growth> {
  const faults: string[] = []
  const small = await Session.open(targets.small, reader)
  const large = await Session.open(targets.large, reader)
  const pull = (session: Session) => () =>
    perCall(pulls, async () => {
      const count = await pullAll(session)
      if (count !== length && faults.length < 10) faults.push(`a list of ${count}`)
    })
  const growth = await alternate(rounds, pull(small), pull(large))
  small.close()
  large.close()
  return { ...growth, faults }
}
