import {
  accountErrors,
  conversationDelete,
  conversationGet,
  conversationList,
  conversationPin,
  ImError,
  messageRead,
  sync,
  unreadTotal,
} from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { AccountService } from '../account/service.ts'
import type { App } from '../app/app.ts'
import type { AppService } from '../app/service.ts'
import { hasFeature } from '../app/service.ts'
import { parseCursor } from '../message/service.ts'
import type { ConversationLists } from './lists.ts'
import type { Positions } from './positions.ts'
import { peerOf } from './positions.ts'
import type { Sync } from './sync.ts'

/** Conversations that every app may pull. */
const SHORT_LIST = 100

export interface ConversationDoor {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly lists: ConversationLists
  readonly positions: Positions
  readonly sync: Sync
}

/** What clients ask of their conversations. */
export function conversationGateway(door: ConversationDoor): readonly GatewayHandler[] {
  const { accounts, lists, positions } = door
  return [
    handleMethod(sync, ({ appId, account, params }) =>
      door.sync.since(appId, account, parseCursor(params.cursor), params.limit),
    ),
    handleMethod(conversationList, async ({ appId, account, params }) =>
      lists.newest(appId, account, Math.min(params.limit, pullCount(await door.apps.get(appId)))),
    ),
    handleMethod(conversationGet, async ({ appId, account, params }) => {
      const peers = params.conversationIds.map(peerOf)
      return { conversations: await lists.withPeers(appId, account, peers) }
    }),
    handleMethod(conversationDelete, async ({ appId, account, sessionId, params }) => {
      const peers = params.conversationIds.map(peerOf)
      await positions.delete(appId, account, peers, params.clearHistory, sessionId)
      return {}
    }),
    handleMethod(conversationPin, async ({ appId, account, sessionId, params }) => {
      const peer = peerOf(params.conversationId)
      if (!(await accounts.find(appId, peer))) throw new ImError(accountErrors.notImported, peer)
      await positions.pin({ appId, account, peer, sessionId }, params.pinned)
      return {}
    }),
    handleMethod(messageRead, async ({ appId, account, sessionId, params }) => {
      const peer = peerOf(params.conversationId)
      const readSeq = await positions.read({ appId, account, peer, sessionId }, params.seq)
      return { readSeq }
    }),
    handleMethod(unreadTotal, async ({ appId, account }) => ({
      total: await positions.totalUnread(appId, account),
    })),
  ]
}

function pullCount(app: App): number {
  return hasFeature(app, 'longConversationList') ? app.conf.ConversationPullCount : SHORT_LIST
}
