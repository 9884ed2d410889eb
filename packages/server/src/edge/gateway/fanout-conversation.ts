import type { Bus } from '../../bus/bus.ts'
import { conversationIdOf } from '../../im/conversation/service.ts'
import type { Fanout } from './fanout.ts'

/** Tells the other connections of an account what it set on its conversations. */
export function listenToConversations(bus: Bus, fanout: Pick<Fanout, 'tellAll'>): void {
  bus.subscribe('conversation.cleared', ({ appId, account, sessionId, conversationId }) => {
    const audience = { appId, accounts: [account], sessionId }
    fanout.tellAll('conversation.cleared', { conversationId }, audience)
  })
  bus.subscribe('conversation.changed', ({ appId, account, sessionId, settings }) => {
    const audience = { appId, accounts: [account], sessionId }
    fanout.tellAll(
      'conversation.changed',
      {
        conversations: settings.map(({ peer, ...set }) => ({
          conversationId: conversationIdOf(peer),
          ...set,
        })),
      },
      audience,
    )
  })
  bus.subscribe('conversationGroup.changed', ({ appId, account, sessionId, ...change }) => {
    const audience = { appId, accounts: [account], sessionId }
    fanout.tellAll(
      'conversationGroup.changed',
      {
        ...change,
        added: change.added.map(conversationIdOf),
        removed: change.removed.map(conversationIdOf),
      },
      audience,
    )
  })
  bus.subscribe('receiveOption.changed', ({ appId, account, sessionId, option }) => {
    const audience = { appId, accounts: [account], sessionId }
    fanout.tellAll('receiveOption.changed', option, audience)
  })
}
