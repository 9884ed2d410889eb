import {
  groupErrors,
  ImError,
  importGroupMsg,
  sendGroupMsg,
  sendGroupSystemNotification,
  setUnreadMsgNum,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import { importMessages } from './rest-import.ts'
import { sendNotice } from './rest-notice.ts'
import { sendFromApp } from './rest-send.ts'
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
