import {
  createTopic,
  destroyTopic,
  getTopic,
  groupErrors,
  importTopic,
  ImError,
  modifyTopic,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { GroupCore } from '../../group/service.ts'
import { findCommunity } from '../gate.ts'
import { itemResult } from '../item-result.ts'
import { restOperator } from '../operator.ts'
import { readForRest } from './rest-answers.ts'
import { isTopicId } from './rules.ts'
import type { NewTopic, TopicChange } from './topic-writes.ts'
import type { Topics } from './topics.ts'
import { topicStates } from './snapshots.ts'

interface Told {
  readonly TopicId?: string | undefined
  readonly TopicName: string
  readonly CustomString?: string | undefined
  readonly FaceUrl?: string | undefined
  readonly Notification?: string | undefined
  readonly Introduction?: string | undefined
}

/** The commands of topics. */
export function topicRest(core: GroupCore, topics: Topics): readonly RestHandler[] {
  const find = (appId: number, groupId: string) =>
    findCommunity(core, appId, groupId, groupErrors.illegalRequest)
  return [
    handleRest(
      createTopic,
      async (call) => {
        const { appId, body } = call
        const group = await find(appId, body.GroupId)
        const by = await restOperator(core, call, body.From_Account)
        const row = await topics.create(group, newTopic(body, by.account, core.now()), {
          by,
          isSilent: false,
          errors: { taken: groupErrors.idIsOwn, badId: groupErrors.badTopicId },
        })
        return { TopicId: row.topic_id }
      },
      {
        snapshot: ({ appId, body }, answer) =>
          topicStates(core, appId, [answer?.TopicId ?? body.TopicId]),
      },
    ),
    handleRest(
      importTopic,
      async (call) => {
        const { appId, body } = call
        const group = await find(appId, body.GroupId)
        const by = await restOperator(core, call, body.From_Account)
        const time = body.CreateTime === undefined ? core.now() : body.CreateTime * 1000
        const row = await topics.create(group, newTopic(body, by.account, time), {
          by,
          isSilent: true,
          errors: { taken: groupErrors.idTaken, badId: groupErrors.badTopicId },
        })
        return { TopicId: row.topic_id }
      },
      {
        snapshot: ({ appId, body }, answer) =>
          topicStates(core, appId, [answer?.TopicId ?? body.TopicId]),
      },
    ),
    handleRest(getTopic, async ({ appId, body }) => {
      const group = await find(appId, body.GroupId)
      return { TopicAndSelfInfo: await readForRest(core, group, body) }
    }),
    handleRest(
      modifyTopic,
      async (call) => {
        const { appId, body } = call
        const group = await find(appId, body.GroupId)
        requireForm(body.GroupId, body.TopicId)
        const by = await restOperator(core, call, body.From_Account)
        await topics.update(group, body.TopicId, changeOf(body), by)
        return {}
      },
      { snapshot: ({ appId, body }) => topicStates(core, appId, [body.TopicId]) },
    ),
    handleRest(
      destroyTopic,
      async (call) => {
        const { appId, body } = call
        const group = await find(appId, body.GroupId)
        const by = await restOperator(core, call, undefined)
        const removed = await topics.remove(group, body.TopicIdList, by)
        return {
          DestroyResultItem: removed.map(({ topicId, error }) => ({
            TopicId: topicId,
            ...itemResult(error),
          })),
        }
      },
      { snapshot: ({ appId, body }) => topicStates(core, appId, body.TopicIdList) },
    ),
  ]
}

/** @throws {ImError} 110013. */
function requireForm(groupId: string, topicId: string): void {
  if (!isTopicId(groupId, topicId)) throw new ImError(groupErrors.badTopicId, topicId)
}

function newTopic(body: Told, owner: string, createdAt: number): NewTopic {
  return {
    topicId: body.TopicId,
    name: body.TopicName,
    introduction: body.Introduction ?? '',
    notification: body.Notification ?? '',
    faceUrl: body.FaceUrl ?? '',
    custom: body.CustomString ?? '',
    defaultPermission: 0,
    owner,
    createdAt,
  }
}

function changeOf(
  body: { readonly [Name in keyof Told]?: Told[Name] | undefined } & {
    readonly MuteAllMember?: 'On' | 'Off' | undefined
  },
): TopicChange {
  const { TopicName, Introduction, Notification, FaceUrl, CustomString, MuteAllMember } = body
  return {
    name: TopicName,
    introduction: Introduction,
    notification: Notification,
    faceUrl: FaceUrl,
    custom: CustomString,
    muteAll: MuteAllMember === undefined ? undefined : MuteAllMember === 'On',
  }
}
