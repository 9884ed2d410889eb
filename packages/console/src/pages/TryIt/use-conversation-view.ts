import { useSyncExternalStore } from 'react'
import type { ConversationModel, ConversationView } from './conversation-model.ts'
import { ValueStore } from './value-store.ts'

const nothing = new ValueStore<ConversationView>({
  bubbles: [],
  history: 'loading',
  hasEarlier: false,
})

/** What a conversation shows at the moment; nothing where there is none. */
export function useConversationView(conversation: ConversationModel | undefined): ConversationView {
  const { subscribe, get } = conversation?.view ?? nothing
  return useSyncExternalStore(subscribe, get)
}
