import type { GatewayEventName, GatewayEvents } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import type { Emitter } from '../events/emitter.ts'
import { ConversationGroups } from './conversation-groups.ts'
import type { ConversationService } from './conversation-service.ts'
import { ConversationSettings } from './conversation-settings.ts'
import type { ConversationStore } from './conversation-store.ts'
import { ReceiveOptions } from './receive-option.ts'

export interface ConversationExtrasDeps {
  readonly ask: Ask
  readonly events: Emitter
  readonly store: ConversationStore
  readonly service: ConversationService
  /** The messages of a conversation are gone from the own side. */
  readonly forget: (conversationId: string) => void
  /** Messages of a group are received in another way now. */
  readonly reminded: (groupId: string, msgFlag: string) => void
}

type Handled = Extract<
  GatewayEventName,
  | 'conversation.cleared'
  | 'conversation.changed'
  | 'conversationGroup.changed'
  | 'receiveOption.changed'
>

/** What accounts do with conversations beyond reading and listing them, and what other devices tell. */
export class ConversationExtras {
  readonly settings: ConversationSettings
  readonly groups: ConversationGroups
  readonly receiveOptions: ReceiveOptions
  readonly handlers: { [Name in Handled]: (data: GatewayEvents[Name]) => void }

  constructor({ ask, events, store, service, forget, reminded }: ConversationExtrasDeps) {
    const cleared = (conversationId: string) => {
      forget(conversationId)
      service.loadSoon(conversationId)
    }
    const loadSoon = (conversationId: string) => service.loadSoon(conversationId)
    this.settings = new ConversationSettings({ ask, store, loadSoon, cleared, reminded })
    this.groups = new ConversationGroups({ ask, events, store, load: (ids) => service.load(ids) })
    this.receiveOptions = new ReceiveOptions(ask, events)
    this.handlers = {
      'conversation.cleared': ({ conversationId }) => cleared(conversationId),
      'conversation.changed': ({ conversations }) => {
        for (const { conversationId } of conversations) loadSoon(conversationId)
      },
      'conversationGroup.changed': (change) => void this.groups.changed(change),
      'receiveOption.changed': (option) => this.receiveOptions.changed(option),
    }
  }

  clear(): void {
    this.groups.clear()
  }
}
