import type { GatewayEventName, GatewayEvents } from '@yanshu/protocol'
import { conversationIdOf } from './conversations/conversation-id.ts'
import type { Core } from './core.ts'

export type EventHandlers = { [Name in GatewayEventName]: (data: GatewayEvents[Name]) => void }

/** What every event of the gateway leads to. */
export function createHandlers(core: Core): EventHandlers {
  return {
    ...core.changes.handlers,
    ...core.extensions.handlers,
    ...core.reactions.handlers,
    ...core.relations.handlers,
    'group.notice': (data) => core.groups.handlers['group.notice'](data),
    'group.attributesChanged': (data) => core.groups.handlers['group.attributesChanged'](data),
    'group.countersChanged': (data) => core.groups.handlers['group.countersChanged'](data),
    'group.messagePinned': (data) => core.groups.handlers['group.messagePinned'](data),
    'group.read': (data) => core.groups.handlers['group.read'](data),
    'topic.changed': (data) => core.groups.handlers['topic.changed'](data),
    'group.message': ({ message, cursor }) => {
      if (cursor !== undefined) core.sync.saw(cursor)
      core.inbox.groups.receive([message])
    },
    'group.messageRecalled': ({ messages }) => core.recall.noticed(messages),
    'message.received': ({ message, cursor }) => {
      if (cursor !== undefined) core.sync.saw(cursor)
      core.inbox.users.receive([message])
    },
    'message.recalled': ({ message }) => core.recall.noticed([message]),
    'message.readByPeer': ({ by, readSeq }) => core.readByPeer(conversationIdOf(by), readSeq),
    'conversation.read': ({ conversationId, readSeq }) =>
      core.readElsewhere(conversationId, readSeq),
    'conversation.pinned': ({ conversationId, pinned }) => {
      core.conversationStore.setPinned(conversationId, pinned)
      if (!core.conversationStore.find(conversationId)?.known) {
        core.conversations.loadSoon(conversationId)
      }
    },
    'conversation.deleted': ({ conversationIds, clearHistory }) =>
      core.drop(conversationIds, clearHistory),
    'profile.changed': (profile) => {
      core.profiles.changed(profile)
      core.relations.profileChanged(profile)
    },
    'presence.changed': (status) => core.statuses.handlers['presence.changed'](status),
    'conversation.cleared': (data) =>
      core.conversationExtras.handlers['conversation.cleared'](data),
    'conversation.changed': (data) =>
      core.conversationExtras.handlers['conversation.changed'](data),
    'conversationGroup.changed': (data) =>
      core.conversationExtras.handlers['conversationGroup.changed'](data),
    'receiveOption.changed': (data) =>
      core.conversationExtras.handlers['receiveOption.changed'](data),
    // The session sees this one before anybody else.
    'session.kicked': () => {},
  }
}
