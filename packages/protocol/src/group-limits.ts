/**
 * The widest bounds that any source of the group family names: what a request may hold at all. Where
 * sources differ the app's settings may be narrower, which is for the handler to judge.
 *
 * Texts in bytes of UTF-8, lists in entries. Source: 使用限制, 群组系统, headers of the native SDK.
 */
export const groupLimits = {
  /** Older pages: 30. */
  nameBytes: 100,
  /** Older pages: 240. */
  introductionBytes: 400,
  /** Older pages: 300. */
  notificationBytes: 400,
  /** Older pages: 100. */
  faceUrlBytes: 500,
  nameCardBytes: 50,
  /** Older pages: 30. */
  topicNameBytes: 150,
  topicCustomBytes: 3000,
  permissionGroupNameBytes: 150,
  /** No page names one: as that of topics. */
  permissionGroupCustomBytes: 3000,
  banDescriptionBytes: 1000,
  recallReasonBytes: 100,
  /** No page names one for the reason of a removal: as that of bans. */
  removeReasonBytes: 1000,
  /** Of one message, and of the content of a system notice; older pages: 8000. */
  messageBytes: 12_288,
  groupFieldBytes: 512,
  memberFieldBytes: 64,
  /** Custom fields of groups; newer pages: 10, one text of the console: 5. */
  groupFields: 20,
  memberFields: 5,
  counterKeyBytes: 128,
  counters: 20,
  attributeKeyBytes: 32,
  attributeValueBytes: 4000,
  attributeTotalBytes: 16_000,
  attributes: 16,

  groupsPerPage: 10_000,
  joinedGroupsPerPage: 5000,
  groupsPerQuery: 50,
  membersAtCreation: 100,
  /** The table of `get_group_member_info`; its text says 200. */
  membersPerPage: 6000,
  membersPerQuery: 50,
  /** Another page says 100. */
  membersPerAddition: 300,
  /** Older pages: 100. */
  membersPerRemoval: 500,
  membersPerImport: 300,
  rolesPerQuery: 500,
  mutesPerRequest: 500,
  bansPerRequest: 20,
  bansPerPage: 100,
  mentions: 30,
  targets: 50,
  recallsPerRequest: 10,
  /** Messages of one answer of `group_msg_get_simple`. */
  messagesPerPage: 20,
  /** Another page: 7. */
  messagesPerImport: 20,
  /** No page names one for the query of receipts. */
  receiptsPerQuery: 100,
  receiptsPerRequest: 50,
  readersPerPage: 200,
  marksPerRequest: 500,
  markKinds: 10,
  liveAdmins: 5,
  /** No page names one for queries and robots of a live room: as that of marks. */
  liveAccountsPerRequest: 500,
  /** Of one community. No page names one. */
  topics: 200,
  /** No page names one. */
  topicsPerRequest: 500,
  /** Of one community. No page names one. */
  permissionGroups: 200,
  /** Of one permission group. No page names one. */
  permissionGroupMembers: 10_000,
  permissionGroupsPerRequest: 20,
  permissionGroupsPerPage: 100,
  topicPermissionsPerRequest: 50,
  permissionMembersPerRequest: 100,
  permissionMembersPerPage: 50,
} as const
