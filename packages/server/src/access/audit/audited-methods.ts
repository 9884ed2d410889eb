import type { Method } from '@yanshu/protocol'
import {
  groupAddMembers,
  groupBan,
  groupCreate,
  groupDismiss,
  groupHandleApplication,
  groupMute,
  groupRemoveMembers,
  groupSetRole,
  groupTransfer,
  groupUnban,
  groupUpdate,
  topicCreate,
  topicDelete,
  topicUpdate,
} from '@yanshu/protocol'

/** The requests of clients that change what a group is, who is in it and who may speak. */
const rows: readonly Pick<Method, 'name'>[] = [
  groupCreate,
  groupUpdate,
  groupTransfer,
  groupDismiss,
  groupAddMembers,
  groupRemoveMembers,
  groupHandleApplication,
  groupSetRole,
  groupMute,
  groupBan,
  groupUnban,
  topicCreate,
  topicUpdate,
  topicDelete,
]

export const auditedMethods: ReadonlySet<string> = new Set(rows.map(({ name }) => name))
