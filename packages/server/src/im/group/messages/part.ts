import { groupSend } from '@yanshu/protocol'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { messageActions } from '../cloud/message-actions.ts'
import type { GroupPart } from '../group-part.ts'
import type { GroupCore } from '../service.ts'
import { Dresser } from './dress.ts'
import { groupHistoryGateway } from './gateway-history.ts'
import { sendFromClient } from './gateway-send.ts'
import { groupMessageRest } from './rest.ts'
import { TopicMutes } from './topic-mutes.ts'
import { GroupViews } from './views.ts'
import { Voices } from './voices.ts'

/** What is written in groups and topics. */
export function openGroupMessages(core: GroupCore): GroupPart {
  const voices = new Voices({ ...core, topicMutes: new TopicMutes(core) })
  const deps = { ...core, voices, views: new GroupViews(core), dresser: new Dresser(core) }
  return {
    rest: groupMessageRest(deps),
    gateway: [
      handleMethod(groupSend, (call) => sendFromClient(deps, call)),
      ...groupHistoryGateway(deps),
    ],
    actions: messageActions(deps),
  }
}
