import {
  gatewayErrors,
  groupErrors,
  groupLimits,
  ImError,
  topicCreate,
  topicDelete,
  topicList,
  topicUpdate,
} from '@yanshu/protocol'
import type { WireTopic } from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { Repeats } from '../../../calls/repeats.ts'
import type { GroupCore, GroupRow, MemberRow, TopicRow } from '../../group/service.ts'
import { findCommunity } from '../gate.ts'
import { isTopicId } from './rules.ts'
import { pageTopics } from './topic-lists.ts'
import { TopicViews } from './topic-views.ts'
import { readTopics } from './topic-writes.ts'
import type { Topics } from './topics.ts'

const foundingErrors = { taken: groupErrors.idIsOwn, badId: groupErrors.badParameter }

/** What members do with the topics of their communities. */
export function topicGateway(core: GroupCore, topics: Topics): readonly GatewayHandler[] {
  const views = new TopicViews(core)
  const repeats = new Repeats<TopicRow>(core.now)
  const find = (appId: number, groupId: string) =>
    findCommunity(core, appId, groupId, gatewayErrors.notInPlan)
  const seen = async (group: GroupRow, member: MemberRow, row: TopicRow): Promise<WireTopic> => {
    const [topic] = await views.of(group, member, [row])
    if (!topic) throw new ImError(groupErrors.noTopic, row.topic_id)
    return topic
  }
  return [
    handleMethod(topicCreate, async ({ appId, account, params }) => {
      const { groupId, random, name } = params
      const group = await find(appId, groupId)
      const member = await memberOf(core, group, account)
      const by = { account, isApp: false }
      const repeat = random === undefined ? undefined : `${appId}/${account}/${groupId}/${random}`
      const row = await repeats.once(repeat, () => {
        const wanted = {
          topicId: params.topicId,
          name,
          introduction: params.introduction ?? '',
          notification: params.notification ?? '',
          faceUrl: params.faceUrl ?? '',
          custom: params.customString ?? '',
          defaultPermission: params.defaultPermission ?? 0,
          owner: account,
          createdAt: core.now(),
        }
        return topics.create(group, wanted, { by, isSilent: false, errors: foundingErrors })
      })
      return { topic: await seen(group, member, row) }
    }),
    handleMethod(topicUpdate, async ({ appId, account, params }) => {
      const { topicId, customString: custom, ...change } = params
      const { group } = await core.directory.place(appId, topicId)
      await find(appId, group.group_id)
      const member = await memberOf(core, group, account)
      const row = await topics.update(
        group,
        topicId,
        { ...change, custom },
        { account, isApp: false },
      )
      return { topic: await seen(group, member, row) }
    }),
    handleMethod(topicDelete, async ({ appId, account, params: { groupId, topicIds } }) => {
      const group = await find(appId, groupId)
      await memberOf(core, group, account)
      const ids = topicIds.length > 0 ? topicIds : await allIds(core, group)
      const results = await topics.remove(group, ids, { account, isApp: false })
      return {
        deleted: results.flatMap(({ topicId, error }) => (error ? [] : [topicId])),
        failed: results.flatMap(({ topicId, error }) =>
          error ? [{ topicId, code: error.code }] : [],
        ),
      }
    }),
    handleMethod(topicList, async ({ appId, account, params }) => {
      const { groupId, topicIds, cursor, limit } = params
      const group = await find(appId, groupId)
      const member = await memberOf(core, group, account)
      await core.caughtUp()
      const page =
        topicIds.length > 0
          ? { topics: await readTopics(core.db, group, topicIds), cursor: '' }
          : await pageTopics(core.db, group, { cursor, limit })
      return {
        topics: await views.of(group, member, page.topics),
        failed: missingOf(groupId, topicIds, page.topics),
        cursor: page.cursor,
      }
    }),
  ]
}

/** @throws {ImError} 10007 for who is no member. */
async function memberOf(
  { members }: GroupCore,
  { app_id: appId, group_id: groupId }: GroupRow,
  account: string,
): Promise<MemberRow> {
  const member = await members.find(appId, groupId, account)
  if (!member) throw new ImError(groupErrors.noPermission, `${account} is not in ${groupId}`)
  return member
}

async function allIds({ db }: GroupCore, group: GroupRow): Promise<readonly string[]> {
  const { topics } = await pageTopics(db, group, { cursor: '', limit: groupLimits.topics })
  return topics.map(({ topic_id: id }) => id)
}

/** Topics that were asked for by id and are not there. */
function missingOf(groupId: string, ids: readonly string[], found: readonly TopicRow[]) {
  const there = new Set(found.map(({ topic_id: id }) => id))
  return [...new Set(ids)]
    .filter((id) => !there.has(id))
    .map((topicId) => ({ topicId, code: codeOf(groupId, topicId) }))
}

function codeOf(groupId: string, topicId: string): number {
  return (isTopicId(groupId, topicId) ? groupErrors.noTopic : groupErrors.badTopicId).code
}
