import {
  applicationAccept,
  applicationDelete,
  applicationList,
  applicationRead,
  applicationRefuse,
  blocklistAdd,
  blocklistList,
  blocklistRemove,
  friendGroupAdd,
  friendGroupCreate,
  friendGroupDelete,
  friendGroupList,
  friendGroupRemove,
  friendGroupRename,
  ImError,
  MOST_BLOCKED,
  relationErrors,
} from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { RelationGatewayDeps } from './gateway.ts'
import { outcomesOf } from './gateway-results.ts'
import type { Relations } from './service.ts'

/** What clients ask of requests, friend groups and blocklists. */
export function relationListGateway(deps: RelationGatewayDeps): readonly GatewayHandler[] {
  return [...applications(deps), ...groups(deps.relations), ...blocklists(deps.relations)]
}

function applications({ relations, accounts }: RelationGatewayDeps): readonly GatewayHandler[] {
  const { requests, applications: list } = relations
  return [
    handleMethod(applicationList, async ({ appId, account, params }) => {
      const { direction, cursor, limit } = params
      const page = await list.page(appId, account, direction, { cursor, limit })
      const peers = page.rows.map((row) => (direction === 'received' ? row.sender : row.receiver))
      const known = await accounts.findMany(appId, peers)
      return {
        applications: page.rows.map(({ time, source, wording }, at) => {
          const userId = peers[at] ?? ''
          const { nick = '', faceUrl = '' } = known.get(userId) ?? {}
          return { userId, nick, faceUrl, time: Math.floor(time / 1000), source, wording }
        }),
        unread: page.unread,
        cursor: page.cursor,
      }
    }),
    handleMethod(applicationRead, async ({ appId, account }) => {
      await list.markRead(appId, account)
      return {}
    }),
    handleMethod(applicationAccept, async ({ appId, account, params }) => {
      const { userId: sender, addBack, remark = '' } = params
      await requests.accept({ appId, receiver: account, sender, addBack, remark })
      return {}
    }),
    handleMethod(applicationRefuse, async ({ appId, account, params }) => {
      await requests.refuse(appId, account, params.userId)
      return {}
    }),
    handleMethod(applicationDelete, async ({ appId, account, params }) => {
      await requests.delete(appId, account, params.userId, params.direction)
      return {}
    }),
  ]
}

function groups({ groups: lists }: Relations): readonly GatewayHandler[] {
  return [
    handleMethod(friendGroupList, async ({ appId, account }) => {
      const { groups: found } = await lists.list(appId, account, [])
      return { groups: found.map(({ name, members }) => ({ name, userIds: members })) }
    }),
    handleMethod(friendGroupCreate, async ({ appId, account, params }) => {
      const { outcomes } = await lists.add(appId, account, [params.name], params.userIds)
      return { results: outcomesOf(outcomes) }
    }),
    handleMethod(friendGroupDelete, async ({ appId, account, params }) => {
      const { gone } = await lists.delete(appId, account, [params.name])
      if (gone === 0) throw new ImError(relationErrors.badParameter, 'no such group')
      return {}
    }),
    handleMethod(friendGroupRename, async ({ appId, account, params }) => {
      await lists.rename(appId, account, params.name, params.newName)
      return {}
    }),
    handleMethod(friendGroupAdd, async ({ appId, account, params }) => {
      const { outcomes } = await lists.addTo(appId, account, params.name, params.userIds)
      return { results: outcomesOf(outcomes) }
    }),
    handleMethod(friendGroupRemove, async ({ appId, account, params }) => {
      const { outcomes } = await lists.removeFrom(appId, account, params.name, params.userIds)
      return { results: outcomesOf(outcomes) }
    }),
  ]
}

function blocklists({ blocklists: lists }: Relations): readonly GatewayHandler[] {
  return [
    handleMethod(blocklistList, async ({ appId, account }) => {
      const { rows } = await lists.page(appId, account, 0, MOST_BLOCKED)
      return { userIds: rows.map((row) => row.blocked) }
    }),
    handleMethod(blocklistAdd, async ({ appId, account, params }) => ({
      results: outcomesOf(await lists.add(appId, account, params.userIds)),
    })),
    handleMethod(blocklistRemove, async ({ appId, account, params }) => ({
      results: outcomesOf(await lists.delete(appId, account, params.userIds)),
    })),
  ]
}
