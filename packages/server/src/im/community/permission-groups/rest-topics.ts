import {
  addTopicPermissionGroup,
  deleteTopicPermissionGroup,
  getTopicPermissionGroup,
  groupErrors,
  setTopicPermissionGroup,
} from '@yanshu/protocol'
import type { ErrorRow } from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { GroupCore } from '../../group/service.ts'
import { itemResult } from '../item-result.ts'
import type { PermissionGroups } from './permission-groups.ts'
import { communityFor } from './rest.ts'
import type { TopicEdit, TopicPermission } from './topic-rows.ts'
import { listedTopics, topicFaults } from './topic-rows.ts'

interface Asked {
  readonly GroupId: string
  readonly PermissionGroupId: string
}

/** The commands about rights of permission groups in topics. */
export function permissionGroupTopicRest(
  core: GroupCore,
  groups: PermissionGroups,
): readonly RestHandler[] {
  const edit = async (
    kind: TopicEdit,
    appId: number,
    { GroupId, PermissionGroupId }: Asked,
    wanted: readonly TopicPermission[],
  ) => {
    const group = await communityFor(core, appId, GroupId)
    const faults = await groups.editTopics(group, PermissionGroupId, kind, wanted)
    return { TopicPermissionResultList: resultsOf(wanted, faults) }
  }
  const stateOf = async (appId: number, asked: Asked, topicIds: readonly string[]) => {
    const group = await communityFor(core, appId, asked.GroupId)
    const row = await groups.get(group, asked.PermissionGroupId)
    return { TopicPermissions: Object.fromEntries(await listedTopics(core.db, row, topicIds)) }
  }
  return [
    handleRest(
      addTopicPermissionGroup,
      ({ appId, body }) => edit('add', appId, body, body.TopicPermissionList.map(wantedOf)),
      {
        snapshot: ({ appId, body }) =>
          stateOf(
            appId,
            body,
            body.TopicPermissionList.map(({ TopicId }) => TopicId),
          ),
      },
    ),
    handleRest(
      setTopicPermissionGroup,
      ({ appId, body }) => edit('set', appId, body, body.TopicPermissionList.map(wantedOf)),
      {
        snapshot: ({ appId, body }) =>
          stateOf(
            appId,
            body,
            body.TopicPermissionList.map(({ TopicId }) => TopicId),
          ),
      },
    ),
    handleRest(
      deleteTopicPermissionGroup,
      ({ appId, body }) =>
        edit(
          'delete',
          appId,
          body,
          body.TopicIdList.map((topicId) => ({ topicId, permission: 0 })),
        ),
      { snapshot: ({ appId, body }) => stateOf(appId, body, body.TopicIdList) },
    ),
    handleRest(getTopicPermissionGroup, async ({ appId, body }) => {
      const group = await communityFor(core, appId, body.GroupId)
      const row = await groups.get(group, body.PermissionGroupId)
      const listed = await listedTopics(core.db, row, body.TopicIdList)
      const ids = [...new Set(body.TopicIdList ?? listed.keys())]
      const missing = ids.filter((id) => !listed.has(id))
      const faults = await topicFaults(core.db, row, missing, 'set')
      return {
        TopicPermissionResultList: ids.map((TopicId) => {
          const Permission = listed.get(TopicId)
          return Permission === undefined
            ? { TopicId, ...itemResult(faults.get(TopicId) ?? groupErrors.topicNotListed) }
            : { TopicId, Permission, ...itemResult() }
        }),
      }
    }),
  ]
}

function wantedOf(given: { readonly TopicId: string; readonly Permission: number }) {
  return { topicId: given.TopicId, permission: given.Permission }
}

function resultsOf(wanted: readonly TopicPermission[], faults: ReadonlyMap<string, ErrorRow>) {
  const ids = [...new Set(wanted.map(({ topicId }) => topicId))]
  return ids.map((TopicId) => ({ TopicId, ...itemResult(faults.get(TopicId)) }))
}
