import {
  createGroupTopic,
  describeGroupTopics,
  dismissGroupTopics,
  groupErrors,
  ImError,
  importGroupTopics,
  modifyGroupTopic,
} from '@yanshu/protocol'
import type { GroupTopicItem } from '@yanshu/protocol'
import type { ActionHandler } from '../../../calls/action-call.ts'
import { handleAction } from '../../../calls/action-call.ts'
import { toSeconds } from '../../../clock.ts'
import { BUILT_IN } from '../../app/service.ts'
import type { GroupCore, RowResult, TopicRow } from '../../group/service.ts'
import { asGroupCloudError, consoleOperator as by, rowResult } from '../../group/service.ts'
import { findCommunity } from '../gate.ts'
import type { NewTopic } from './topic-writes.ts'
import type { Founding, Topics } from './topics.ts'
import { topicStates } from './snapshots.ts'

/** The actions about topics of communities. */
export function topicActions(core: GroupCore, topics: Topics): readonly ActionHandler[] {
  return [reading(core), ...making(core, topics), ...changing(core, topics)]
}

function reading({ apps, caughtUp, db }: GroupCore): ActionHandler {
  return handleAction(describeGroupTopics, async ({ body }) => {
    await apps.get(body.SDKAppID)
    await caughtUp()
    // A community has few topics: all of them are found by the communities' part of the key.
    const rows = await db
      .selectFrom('topic')
      .selectAll()
      .where('app_id', '=', body.SDKAppID)
      .where('group_id', 'in', [...new Set(body.GroupIds)])
      .orderBy('conversation', 'desc')
      .execute()
    return { TopicList: rows.map(toItem) }
  })
}

function making(core: GroupCore, topics: Topics): readonly ActionHandler[] {
  return [
    handleAction(
      createGroupTopic,
      async ({ body }) => {
        const { SDKAppID: appId, GroupId } = body
        try {
          const group = await find(core, appId, GroupId)
          const wanted = newTopic(body, core.now())
          const row = await topics.create(group, wanted, foundingOf(false))
          return { TopicId: row.topic_id }
        } catch (error) {
          return asGroupCloudError(error)
        }
      },
      {
        snapshot: ({ body }, answer) => topicStates(core, body.SDKAppID, [answer?.TopicId]),
      },
    ),
    handleAction(
      importGroupTopics,
      async ({ body }) => {
        const { SDKAppID: appId } = body
        await core.apps.get(appId)
        const results: RowResult[] = []
        for (const row of body.TopicList) {
          const result = await rowResult(async () => {
            if (row.TopicName === '') throw new ImError(groupErrors.badParameter, 'TopicName')
            const group = await find(core, appId, row.GroupId)
            await topics.create(group, newTopic(row, core.now()), foundingOf(true))
          })
          results.push(result)
        }
        const failed = results.flatMap(({ ResultCode: Code, ResultInfo: Message }, Index) =>
          Code === 0 ? [] : [{ Index, Code, Message }],
        )
        return { SuccessCount: results.length - failed.length, FailTopics: failed }
      },
      {
        snapshot: ({ body }) =>
          topicStates(
            core,
            body.SDKAppID,
            body.TopicList.map(({ TopicId }) => TopicId),
          ),
      },
    ),
  ]
}

function changing(core: GroupCore, topics: Topics): readonly ActionHandler[] {
  return [
    handleAction(
      modifyGroupTopic,
      async ({ body }) => {
        const { SDKAppID: appId, GroupId, TopicId } = body
        const change = {
          name: body.TopicName,
          introduction: body.Introduction,
          muteAll: body.MuteAllMember,
        }
        try {
          await topics.update(await find(core, appId, GroupId), TopicId, change, by)
          return {}
        } catch (error) {
          return asGroupCloudError(error)
        }
      },
      { snapshot: ({ body }) => topicStates(core, body.SDKAppID, [body.TopicId]) },
    ),
    handleAction(
      dismissGroupTopics,
      async ({ body }) => {
        const { SDKAppID: appId, GroupId, TopicIds } = body
        try {
          const removed = await topics.remove(await find(core, appId, GroupId), TopicIds, by)
          return {
            ResultItem: removed.map(({ topicId, error }) => ({
              TopicId: topicId,
              ResultCode: error?.code ?? 0,
              ResultInfo: error?.info ?? '',
            })),
          }
        } catch (error) {
          return asGroupCloudError(error)
        }
      },
      { snapshot: ({ body }) => topicStates(core, body.SDKAppID, body.TopicIds) },
    ),
  ]
}

function find(core: GroupCore, appId: number, groupId: string) {
  return findCommunity(core, appId, groupId, groupErrors.illegalRequest)
}

function foundingOf(isSilent: boolean): Founding {
  return {
    by,
    isSilent,
    errors: { taken: groupErrors.idTaken, badId: groupErrors.badTopicId },
  }
}

interface Told {
  readonly TopicId?: string | undefined
  readonly TopicName: string
  readonly Introduction?: string | undefined
}

function newTopic({ TopicId, TopicName, Introduction }: Told, createdAt: number): NewTopic {
  return {
    topicId: TopicId,
    name: TopicName,
    introduction: Introduction ?? '',
    notification: '',
    faceUrl: '',
    custom: '',
    defaultPermission: 0,
    owner: BUILT_IN,
    createdAt,
  }
}

function toItem(topic: TopicRow): GroupTopicItem {
  return {
    GroupId: topic.group_id,
    TopicId: topic.topic_id,
    TopicName: topic.name,
    Introduction: topic.introduction,
    CreateTime: toSeconds(topic.created_at),
    MuteAllMember: topic.mute_all === 1,
    NextMsgSeq: topic.last_seq + 1,
    LastMsgTime: toSeconds(topic.last_time),
  }
}
