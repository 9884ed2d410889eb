import type { Timing } from './connection/timing.ts'
import { conversationIdOf, groupConversationIdOf } from './conversations/conversation-id.ts'
import type { Core } from './core.ts'
import { Groups } from './groups/groups.ts'
import { Changes } from './messages/changes.ts'
import { Edits } from './messages/edits.ts'
import { Recall } from './messages/recall.ts'
import { paramsToGroup, paramsToUser } from './messages/send-params.ts'
import { Sender } from './messages/sender.ts'
import type { CreateOptions } from './options.ts'
import { Relations } from './relations/relations.ts'

// What joins the modules to the rest of an instance.

export function createRelations(core: Core): Relations {
  return new Relations({
    ask: (name, params) => core.session.ask(name, params),
    me: () => core.session.userId,
    isReady: () => core.session.isReady,
    events: core.events,
    logger: core.logger,
    renamed: (userIds) => core.conversationStore.renamed(userIds.map(conversationIdOf)),
  })
}

export function createGroups(core: Core, options: CreateOptions, { spacing }: Timing): Groups {
  return new Groups({
    ask: core.ask,
    me: () => core.session.userId,
    isReady: () => core.session.isReady,
    events: core.events,
    logger: core.logger,
    conversations: core.conversationStore,
    now: () => core.serverTime(),
    take: (wire) => core.take(wire),
    received: (wires) => core.inbox.groups.receive(wires),
    loaded: (rows) => {
      for (const row of rows) core.inbox.startAt(row.conversationId, row.lastSeq)
      core.conversationStore.apply(rows, core.session.userId)
    },
    reload: (conversationId) => core.conversations.loadSoon(conversationId),
    read: (groupId, readSeq) => core.readElsewhere(groupConversationIdOf(groupId), readSeq),
    severalLiveRooms: options.unlimitedAVChatRoom === true,
    spacing,
  })
}

export function createSender(core: Core): Sender {
  return new Sender({
    isReady: () => core.session.isReady,
    author: () => core.author(),
    send: (message, options) =>
      message.conversationType === 'GROUP'
        ? core.ask('group.send', paramsToGroup(message, options))
        : core.ask('message.send', paramsToUser(message, options)),
    refusal: (message) => core.groups.refusal(message),
    store: core.messages,
    waits: core.media.waits,
    prepare: async (message) => {
      await core.media.prepare(message)
      await core.merger.prepare(message)
    },
    leaving: (id) => core.inbox.leaving(id),
    arrived: (message) => core.count(message),
    placed: (conversationId, seq) => core.inbox.placed(conversationId, seq),
  })
}

export function createChanges(core: Core): Changes {
  return new Changes({
    events: core.events,
    store: core.messages,
    take: (wire) => core.take(wire),
    shown: (message) => core.conversationStore.refreshLast(message),
    me: () => core.session.userId,
    extensions: core.extensions,
    reactions: core.reactions,
  })
}

export function createEdits(core: Core): Edits {
  return new Edits({
    ask: core.ask,
    store: core.messages,
    take: (wire) => core.take(wire),
    reload: (conversationId) => core.conversations.loadSoon(conversationId),
    unmodifiable: (message) => core.groups.unmodifiable(message),
  })
}

export function createRecall(core: Core): Recall {
  return new Recall({
    ask: core.session.ask,
    me: () => core.session.userId,
    store: core.messages,
    conversations: core.conversationStore,
    take: core.take,
    revoked: (messages) => {
      core.events.emit('onMessageRevoked', messages)
      // Whether a message that is taken back still counts as unread is the server's to say.
      for (const { flow, conversationID } of messages) {
        if (flow === 'in' && core.hasUnread(conversationID)) {
          core.conversations.loadSoon(conversationID)
        }
      }
    },
  })
}
