import type { Growth } from './compare.ts'
import { alternate, timed } from './compare.ts'
import type { Target } from './session.ts'
import { Session } from './session.ts'

export interface ConversationLoadOptions {
  readonly small: Target
  readonly large: Target
  readonly reader: string
  /** Conversations the reader has on both. */
  readonly conversations: number
  /** Pulls of one round. */
  readonly pulls: number
  readonly rounds: number
}

/** Microseconds that a whole conversation list takes, among few accounts and among many. */
export async function conversationLoad(options: ConversationLoadOptions): Promise<Growth> {
  const { reader, conversations, pulls, rounds } = options
  const faults: string[] = []
  const small = await Session.open(options.small, reader)
  const large = await Session.open(options.large, reader)
  const pull = (session: Session) => async () => {
    const took = await timed(async () => {
      for (let i = 0; i < pulls; i++) {
        const page = (await session.ask('conversation.list', { limit: conversations })) as {
          readonly conversations: readonly unknown[]
        }
        const count = page.conversations.length
        if (count !== conversations && faults.length < 10) faults.push(`a list of ${count}`)
      }
    })
    return (took * 1000) / pulls
  }
  const growth = await alternate(rounds, pull(small), pull(large))
  small.close()
  large.close()
  return { ...growth, faults }
}
