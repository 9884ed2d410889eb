import {
  clearGroupMsg,
  groupErrors,
  groupMsgGetSimple,
  ImError,
  importGroupMsg,
  sendGroupMsg,
  sendGroupSystemNotification,
  setUnreadMsgNum,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { sql } from 'kysely'
import { placeOfGroup, rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import { importMessages } from './rest-import.ts'
import { sendNotice } from './rest-notice.ts'
import { sendFromApp } from './rest-send.ts'
import { readSimply } from './rest-history.ts'
import { endsOf } from './reading.ts'
import { setUnread } from './unread.ts'
import type { Voices } from './voices.ts'

/** The commands that bring messages into groups. */
export function groupMessageRest(
  core: GroupCore & { readonly voices: Voices },
): readonly RestHandler[] {
  return [
    handleRest(sendGroupMsg, (call) => sendFromApp(core, call)),
    handleRest(sendGroupSystemNotification, (call) => sendNotice(core, call)),
    handleRest(importGroupMsg, (call) => importMessages(core, call)),
    handleRest(groupMsgGetSimple, (call) => readSimply(core, call)),
    handleRest(clearGroupMsg, async ({ appId, body }) => {
      await clearForAll(core, appId, body.GroupId, body.MsgSeq)
      return {}
    }),
    handleRest(setUnreadMsgNum, async ({ appId, body }) => {
      const { GroupId: groupId, Member_Account: account, UnreadMsgNum } = body
      const group = await core.directory.get(appId, groupId)
      // Accepted, and without effect, where nothing is counted (设置成员未读消息计数).
      if (!rulesOf(group).countsUnread) return {}
      if (!(await core.members.find(appId, groupId, account))) {
        throw new ImError(groupErrors.noPermission, `${account} is no member`)
      }
      await core.exclusively(() => setUnread(core.db, { appId, groupId, account }, UnreadMsgNum))
      return {}
    }),
  ]
}

/** `clear_group_msg`: clients see nothing up to a message, and have nothing to read there. */
async function clearForAll(core: GroupCore, appId: number, groupId: string, seq?: number) {
  const group = await core.directory.get(appId, groupId)
  if (group.type === 'Community') {
    throw new ImError(groupErrors.noPermission, 'not in a community')
  }
  const { lastSeq } = await endsOf(core, placeOfGroup(group))
  const upTo = Math.min(seq ?? lastSeq, lastSeq)
  const later = (column: string) =>
    sql<number>`case when ${sql.ref(column)} < ${upTo} then ${upTo} else ${sql.ref(column)} end`
  await core.db
    .updateTable('chat_group')
    .set({ cleared_seq: later('cleared_seq'), read_floor: later('read_floor') })
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .execute()
  core.directory.changed(appId, groupId)
}
