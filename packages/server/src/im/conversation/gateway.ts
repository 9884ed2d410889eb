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
import type { GroupConversations } from '../group/service.ts'
import type { ConversationLists } from './lists.ts'
import type { Pins } from './pins.ts'
import type { Positions } from './positions.ts'
import { groupIdOf, groupKeyOf, peerOf, sorted } from './keys.ts'
import type { Sync } from './sync.ts'

/** Conversations that every app may pull. */
const SHORT_LIST = 100

export interface ConversationDoor {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly lists: ConversationLists
  readonly pins: Pins
  readonly positions: Positions
  readonly groups: GroupConversations
  readonly sync: Sync
}

/** What clients ask of their conversations. */
export function conversationGateway(door: ConversationDoor): readonly GatewayHandler[] {
  const { accounts, groups, lists, pins, positions } = door
  return [
    handleMethod(sync, ({ appId, account, params }) =>
      door.sync.since(appId, account, parseCursor(params.cursor), params.limit),
    ),
    handleMethod(conversationList, async ({ appId, account, params }) =>
      lists.newest(appId, account, Math.min(params.limit, pullCount(await door.apps.get(appId)))),
    ),
    handleMethod(conversationGet, async ({ appId, account, params }) => {
      const named = sorted(params.conversationIds)
      const shown = [
        ...(await lists.withPeers(appId, account, named.peers)),
        ...(await lists.withGroups(appId, account, named.groups)),
      ]
      const byId = new Map(shown.map((one) => [one.conversationId, one]))
      return { conversations: params.conversationIds.flatMap((id) => byId.get(id) ?? []) }
    }),
    handleMethod(conversationDelete, async ({ appId, account, sessionId, params }) => {
      const { conversationIds, clearHistory } = params
      const { peers, groups: ids } = sorted(conversationIds)
      await groups.hide({ appId, account }, ids, clearHistory)
      if (peers.length > 0) {
        await positions.delete(appId, account, peers, clearHistory, sessionId)
      }
      if (ids.length > 0) {
        positions.tellDeleted({ appId, account, sessionId }, ids.map(groupKeyOf), clearHistory)
      }
      return {}
    }),
    handleMethod(conversationPin, async ({ appId, account, sessionId, params }) => {
      const groupId = groupIdOf(params.conversationId)
      if (groupId !== undefined) {
        await pins.changeGroup({ appId, account, sessionId }, groupId, params.pinned)
        return {}
      }
      const peer = peerOf(params.conversationId)
      if (!(await accounts.find(appId, peer))) throw new ImError(accountErrors.notImported, peer)
      await pins.change({ appId, account, sessionId }, [peer], params.pinned)
      return {}
    }),
    handleMethod(messageRead, async ({ appId, account, sessionId, params }) => {
      const peer = peerOf(params.conversationId)
      const readSeq = await positions.read({ appId, account, peer, sessionId }, params.seq)
      return { readSeq }
    }),
    handleMethod(unreadTotal, async ({ appId, account }) => ({
      total:
        (await positions.totalUnread(appId, account)) +
        (await groups.totalUnread({ appId, account })),
    })),
  ]
}

function pullCount(app: App): number {
  return hasFeature(app, 'longConversationList') ? app.conf.ConversationPullCount : SHORT_LIST
}
