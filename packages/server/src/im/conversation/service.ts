/** What the platform and other capabilities use of conversations. */
export { Folder } from './folder.ts'
export { ConversationLists } from './lists.ts'
export type { Side } from './positions.ts'
export { conversationIdOf, peerOf, Positions } from './positions.ts'
export { createPositionStore } from './store.ts'
export { Sync } from './sync.ts'
export { createSyncStore } from './sync-store.ts'
