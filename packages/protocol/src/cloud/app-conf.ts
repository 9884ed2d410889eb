import { z } from 'zod'
import { platforms } from '../gateway/methods.ts'
import { profileFields } from '../profile.ts'
import { appId, defineAction, nothing } from './action.ts'
import { groupConf, groupConfChange, pendingSetting } from './group-conf.ts'

const instances = z.coerce.number().int().min(1).max(10)
const instanceCounts = z.object(
  Object.fromEntries(platforms.map((platform) => [platform, instances])) as Record<
    (typeof platforms)[number],
    typeof instances
  >,
)

/** Feature settings of one application. Source: 登录与消息, 好友与关系链 (console). */
export const appConf = z.object({
  LoginMode: z.enum(['single', 'dual', 'triple', 'multi']),
  /** Instances of one platform that may be online together: Web up to 10, others up to 3. */
  LoginInstances: instanceCounts,
  RecallSeconds: z.coerce.number().int().min(0).max(604_800),
  SyncDeleteConversation: z.boolean(),
  UserStatus: z.boolean(),
  /** Days that messages are kept, 0 for ever; changed once a calendar month. */
  HistoryDays: z.coerce.number().int().min(0).max(3650),
  MessageExtension: z.boolean(),
  MassPush: z.boolean(),
  ConversationPullCount: z.coerce.number().int().min(100).max(500),
  /** A message to somebody who blocked the sender is answered as sent. */
  BlocklistShowsSuccess: z.boolean(),
  /** Only friends may send each other messages. */
  FriendCheck: z.boolean(),
  DefaultAllowType: z.enum(profileFields.Tag_Profile_IM_AllowType.choices),
  Follow: z.boolean(),
  /** Accounts may be deleted although the plan is a paid one. */
  AccountDeletion: z.boolean(),
  /** Bytes of one message: sources name 8 KB and 12 KB. */
  MessageBytes: z.coerce.number().int().min(1024).max(12_288),
  ...groupConf.shape,
})
export type AppConf = z.infer<typeof appConf>

/** The settings of an application, with what bounds them. */
export const appConfAnswer = appConf.extend({
  /** Unix seconds from which the history days may be changed again; 0 where they may now. */
  HistoryDaysChangeableAt: z.number(),
  /** Settings that show what was saved, and work as before until their time. */
  Pending: z.array(pendingSetting),
})

export const describeConfInfo = defineAction({
  service: 'im',
  name: 'DescribeConfInfo',
  summary: 'The feature settings of an application',
  resource: 'app',
  writes: false,
  request: z.object({ SDKAppID: appId }),
  response: appConfAnswer,
  errors: ['ResourceNotFound.App'],
})

export const setConfInfo = defineAction({
  service: 'im',
  name: 'SetConfInfo',
  summary: 'Change some feature settings of an application',
  resource: 'app',
  writes: true,
  request: appConf
    .extend({ ...groupConfChange.shape, LoginInstances: instanceCounts.partial() })
    .partial()
    .extend({ SDKAppID: appId }),
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App', 'OperationDenied'],
})
