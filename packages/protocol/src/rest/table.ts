import { accountCheck, accountDelete, accountImport, kick, multiAccountImport } from './account.ts'
import { archiveCommands } from './archive.ts'
import { commandPaths } from './command.ts'
import { followCommands } from './follow.ts'
import {
  adminGetRoamMsg,
  adminMsgWithdraw,
  adminSetMsgRead,
  batchSendMsg,
  getC2cUnreadMsgNum,
  importMsg,
  sendMsg,
} from './message.ts'
import { messageExtensionCommands } from './message-extension.ts'
import { fileCommands } from './file.ts'
import { messageStateCommands } from './message-state.ts'
import { muteCommands } from './mute.ts'
import { groupAttributeCommands } from './group-attributes.ts'
import { groupBanCommands } from './group-bans.ts'
import { groupCounterCommands } from './group-counters.ts'
import { groupExtensionCommands } from './group-extensions.ts'
import { groupHistoryCommands } from './group-history.ts'
import { groupReceiptCommands } from './group-receipts.ts'
import {
  importGroupMsg,
  sendBroadcastMsg,
  sendGroupMsg,
  sendGroupSystemNotification,
  setUnreadMsgNum,
} from './group-messages.ts'
import { groupMemberCommands } from './group-members.ts'
import { liveRoomCommands } from './live-room.ts'
import { operationCommands } from './operation.ts'
import { queryOnlineStatus } from './presence.ts'
import { portraitGet, portraitSet } from './profile.ts'
import { recentContactCommands } from './recent-contact.ts'
import { relationCommands } from './relation-lists.ts'
import { pushAllCommands } from './push-all.ts'
import { permissionGroupMemberCommands } from './permission-group-members.ts'
import { permissionGroupTopicCommands } from './permission-group-topics.ts'
import { permissionGroupCommands } from './permission-group.ts'
import { topicCommands } from './topic.ts'
import { timPushCommands } from './timpush.ts'
import type { Command } from './command.ts'
import { groupLifecycleCommands } from './group-lifecycle.ts'
import { groupQueryCommands } from './group-queries.ts'

/** Every REST command of the platform. */
export const commands: readonly Command[] = [
  accountImport,
  multiAccountImport,
  accountDelete,
  accountCheck,
  kick,
  queryOnlineStatus,
  portraitSet,
  portraitGet,
  sendMsg,
  batchSendMsg,
  importMsg,
  adminGetRoamMsg,
  adminMsgWithdraw,
  adminSetMsgRead,
  getC2cUnreadMsgNum,
  ...messageStateCommands,
  ...messageExtensionCommands,
  ...muteCommands,
  ...relationCommands,
  ...recentContactCommands,
  ...pushAllCommands,
  ...operationCommands,
  ...timPushCommands,
  ...followCommands,
  ...fileCommands,
  ...archiveCommands,
  ...groupLifecycleCommands,
  ...groupQueryCommands,
  ...groupAttributeCommands,
  ...groupCounterCommands,
  ...liveRoomCommands,
  sendBroadcastMsg,
  ...groupHistoryCommands,
  ...groupReceiptCommands,
  ...groupExtensionCommands,
  sendGroupMsg,
  sendGroupSystemNotification,
  importGroupMsg,
  setUnreadMsgNum,
  ...groupMemberCommands,
  ...groupBanCommands,
  ...topicCommands,
  ...permissionGroupCommands,
  ...permissionGroupTopicCommands,
  ...permissionGroupMemberCommands,
]

/** The commands by path, `service/name`, older names included. */
export const commandsByPath: ReadonlyMap<string, Command> = new Map(
  commands.flatMap((command) => commandPaths(command).map((path) => [path, command] as const)),
)
