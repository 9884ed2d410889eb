import type {
  GroupTip,
  WireConversation,
  WireGroup,
  WireGroupMember,
  WireGroupMessage,
  WireGroupNotice,
  WireSelf,
  WireTopic,
} from '@yanshu/protocol'
import { wireConversation } from './wire.ts'

const self: WireSelf = {
  role: 'Member',
  joinTime: 1_700_000_000,
  msgFlag: 'AcceptAndNotify',
  nameCard: '',
  readSeq: 0,
  muteUntil: 0,
  custom: [],
  unread: 0,
}

/** A public group that alice is in. */
export function wireGroup(groupId: string, fields: Partial<WireGroup> = {}): WireGroup {
  return {
    groupId,
    type: 'Public',
    name: `name of ${groupId}`,
    introduction: '',
    notification: '',
    faceUrl: '',
    owner: 'bob',
    createTime: 1_700_000_000,
    infoSequence: 1,
    lastInfoTime: 1_700_000_000,
    lastMessageTime: 0,
    nextMessageSeq: 1,
    memberCount: 2,
    maxMemberCount: 200,
    applyOption: 'NeedPermission',
    inviteOption: 'DisableInvite',
    muteAll: false,
    supportTopic: false,
    enablePermission: false,
    defaultPermission: 0,
    custom: [],
    self,
    ...fields,
  }
}

/** The same for somebody who is not in it. */
export function foreignGroup(groupId: string, fields: Partial<WireGroup> = {}): WireGroup {
  const { self: _self, ...others } = wireGroup(groupId, fields)
  return others
}

/** A message from bob to the group g. */
export function groupMessage(fields: Partial<WireGroupMessage> = {}): WireGroupMessage {
  const seq = fields.seq ?? 1
  return {
    id: `${fields.from ?? 'bob'}-${fields.groupId ?? 'g'}-${seq}`,
    groupId: 'g',
    seq,
    from: 'bob',
    time: 1_700_000_000 + seq,
    clientTime: 1_700_000_000,
    random: seq,
    priority: 'Normal',
    body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `text ${seq}` } }],
    nick: 'Bob',
    faceUrl: '',
    nameCard: '',
    ...fields,
  }
}

export const tipMember = (userId: string) => ({ userId, nick: `nick of ${userId}`, faceUrl: '' })

/** A tip by bob about some members. */
export function groupTip(
  tip: Pick<GroupTip, 'type'> & Partial<GroupTip>,
  fields: Partial<WireGroupMessage> = {},
): WireGroupMessage {
  return groupMessage({
    ...fields,
    body: [],
    tip: { operator: tipMember('bob'), members: [], ...tip },
  })
}

/** A notice by bob about the group g. */
export function groupNotice(
  notice: Pick<WireGroupNotice, 'type'> & Partial<WireGroupNotice>,
): WireGroupNotice {
  return {
    groupId: 'g',
    groupName: 'name of g',
    groupType: 'Public',
    operator: tipMember('bob'),
    time: 1_700_000_000,
    ...notice,
  }
}

export function groupMember(
  userId: string,
  fields: Partial<WireGroupMember> = {},
): WireGroupMember {
  return {
    ...tipMember(userId),
    nameCard: '',
    role: 'Member',
    joinTime: 1_700_000_000,
    lastSendTime: 0,
    muteUntil: 0,
    custom: [],
    ...fields,
  }
}

/** The row of a group in alice's conversation list. */
export function groupConversation(
  groupId: string,
  { group, ...fields }: Partial<WireConversation> = {},
): WireConversation {
  return {
    ...wireConversation('', { nick: `name of ${groupId}`, ...fields }),
    conversationId: `GROUP${groupId}`,
    group: { groupId, type: 'Public', mentions: [], ...group },
  }
}

/** A topic of the community c. */
export function wireTopic(topicId: string, fields: Partial<WireTopic> = {}): WireTopic {
  return {
    topicId,
    groupId: '@TGS#_c',
    name: `name of ${topicId}`,
    introduction: '',
    notification: '',
    faceUrl: '',
    customString: '',
    muteAll: false,
    createTime: 1_700_000_000,
    lastMessageTime: 0,
    nextMessageSeq: 1,
    defaultPermission: 0,
    self: {
      msgFlag: 'AcceptAndNotify',
      readSeq: 0,
      unread: 0,
      muteUntil: 0,
      mentions: [],
    },
    ...fields,
  }
}
