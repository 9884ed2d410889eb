import type { GroupRole, GroupType, ApplyOption, InviteOption } from '@yanshu/protocol'
import type { Generated } from 'kysely'

/** Groups with their members, topics, and what belongs to them. */
export interface GroupTables {
  chat_group: ChatGroupTable
  group_count: GroupCountTable
  group_member: GroupMemberTable
  group_joined: GroupJoinedTable
  group_mute: GroupMuteTable
  group_ban: GroupBanTable
  group_attribute: GroupAttributeTable
  group_counter: GroupCounterTable
  group_application: GroupApplicationTable
  group_application_read: GroupApplicationReadTable
  group_receipt: GroupReceiptTable
  group_pin: GroupPinTable
  topic: TopicTable
  topic_member: TopicMemberTable
  permission_group: PermissionGroupTable
  permission_group_member: PermissionGroupMemberTable
  permission_group_topic: PermissionGroupTopicTable
}

export interface ChatGroupTable {
  app_id: number
  group_id: string
  type: GroupType
  /** Its number in the log; rises with every group, so that lists of groups are walked along it. */
  conversation: number
  name: string
  introduction: string
  notification: string
  face_url: string
  /** '' where it has none. */
  owner: string
  created_at: number
  /** When its information changed last, and how often it did. */
  info_at: number
  info_seq: number
  max_members: number
  /** Counted along; 0 for live rooms, whose members are in memory. */
  members: number
  apply_option: ApplyOption
  invite_option: InviteOption
  mute_all: Generated<number>
  support_topic: Generated<number>
  enable_permission: Generated<number>
  default_permission: Generated<number>
  /** Whether members see what was sent before they joined: -1 as the app says, 0 no, 1 yes. */
  history_before_join: number
  /** 0 for a Work group that waits for its first message. */
  active: number
  /** Custom fields as JSON: names to values. */
  custom: string
  /** The newest message, folded from the log like the three below. */
  last_seq: Generated<number>
  last_time: Generated<number>
  /** The newest message that lifts the conversation in lists. */
  lift_seq: Generated<number>
  top_id: Generated<number>
  /** When a message of it changed last. */
  changed_at: Generated<number>
  /** Everybody has read up to here. */
  read_floor: Generated<number>
  /** Clients see nothing up to here. */
  cleared_seq: Generated<number>
  /** Rises with every change of the attributes. */
  attribute_seq: Generated<number>
  /** How many topics it has. */
  topics: Generated<number>
}

/** How many groups of a type an app has, so that nobody counts rows. */
export interface GroupCountTable {
  app_id: number
  type: string
  count: number
  /** Number of the day in Beijing that the last group came or went on. */
  day: Generated<number>
  /** Groups made on that day less those dissolved on it. */
  grown: Generated<number>
}

/** How many groups an account is in, live rooms left out; the lock of that number. */
export interface GroupJoinedTable {
  app_id: number
  account: string
  groups: number
}

/** A member of a group that is no live room; of live rooms only administrators have rows. */
export interface GroupMemberTable {
  app_id: number
  group_id: string
  account: string
  role: GroupRole
  joined_at: number
  read_seq: Generated<number>
  /** `read_floor` of the group when `read_seq` was set to less: only a later floor counts. */
  floor_seen: Generated<number>
  /** 0 accept and notify, 1 accept without notice, 2 discard. */
  msg_flag: Generated<number>
  name_card: Generated<string>
  /** Folded from the log. */
  last_send_at: Generated<number>
  /** Custom fields as JSON: names to values. */
  custom: Generated<string>
  /** Marks as a JSON list of numbers; '' for none. */
  marks: Generated<string>
  pinned_at: Generated<number>
  /** The conversation is out of the list until a message comes after this one. */
  hidden_seq: Generated<number>
  /** The member sees nothing up to here. */
  cleared_seq: Generated<number>
  /** Messages that the member deleted one by one. */
  deletions: Generated<number>
}

/** Who may not speak in a group or a topic until when; outlives the membership. */
export interface GroupMuteTable {
  app_id: number
  /** GroupID or TopicID. */
  place: string
  account: string
  until: number
}

/** Who was sent out of a group and may not come back until when. */
export interface GroupBanTable {
  app_id: number
  group_id: string
  account: string
  until: number
  description: string
  created_at: number
}

export interface GroupAttributeTable {
  app_id: number
  group_id: string
  name: string
  value: string
  /** The change of the group's attributes that wrote it. */
  seq: number
}

export interface GroupCounterTable {
  app_id: number
  group_id: string
  name: string
  /** A signed 64-bit number as text: more than a number here holds exactly. */
  value: string
}

/** Somebody asks to join, or is invited and somebody must agree. */
export interface GroupApplicationTable {
  app_id: number
  group_id: string
  /** Who asks, or who invites. */
  applicant: string
  /** Who is invited; '' where somebody asks. */
  invitee: string
  id: string
  /** 0 an administrator decides, 1 the invited one does, 2 an administrator decides about an invitation. */
  kind: number
  created_at: number
  message: string
  /** '' while it waits. */
  handled_by: Generated<string>
  handled_at: Generated<number>
  agreed: Generated<number>
  answer: Generated<string>
}

/** Up to when an account has seen what waits for it. */
export interface GroupApplicationReadTable {
  app_id: number
  account: string
  read_at: number
}

/** A member read a message that asked for a receipt. */
export interface GroupReceiptTable {
  app_id: number
  conversation: number
  seq: number
  account: string
  time: number
}

/** A message that stands on top of its group. */
export interface GroupPinTable {
  app_id: number
  conversation: number
  seq: number
  pinned_by: string
  pinned_at: number
}

/** A topic of a community: messages of its own, members of the community. */
export interface TopicTable {
  app_id: number
  group_id: string
  topic_id: string
  conversation: number
  name: string
  introduction: string
  notification: string
  face_url: string
  custom: string
  owner: string
  created_at: number
  mute_all: Generated<number>
  default_permission: Generated<number>
  last_seq: Generated<number>
  last_time: Generated<number>
  lift_seq: Generated<number>
  top_id: Generated<number>
  changed_at: Generated<number>
  read_floor: Generated<number>
}

/** What a member has of its own in a topic; without a row nothing is read. */
export interface TopicMemberTable {
  app_id: number
  topic_id: string
  account: string
  read_seq: Generated<number>
  msg_flag: Generated<number>
  last_send_at: Generated<number>
  /** The member sees nothing up to here. */
  cleared_seq: Generated<number>
}

export interface PermissionGroupTable {
  app_id: number
  group_id: string
  permission_group_id: string
  name: string
  permission: number
  custom: string
  members: Generated<number>
  created_at: number
}

export interface PermissionGroupMemberTable {
  app_id: number
  group_id: string
  permission_group_id: string
  account: string
}

export interface PermissionGroupTopicTable {
  app_id: number
  group_id: string
  permission_group_id: string
  topic_id: string
  permission: number
}
