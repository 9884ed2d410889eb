import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { text } from '../talk.ts'

type Bodies = Readonly<Record<string, (key: string) => object>>

const GROUP = 'inside'
const LIVE = 'live-inside'
const COMMUNITY = '@TGS#_inside'
const TOPIC = `${COMMUNITY}@TOPIC#_inside`
const PERMISSIONS = '@PMG#_inside'

/** A group of each kind in the app under watch, with what others could see or change. */
export async function seedGroups(im: TestServer, app: TestApp, secret: string): Promise<void> {
  const people = { owner: 'alice', members: ['bob', 'only-here'] }
  const columns = { introduction: secret }
  await seedGroup(im, app, { groupId: GROUP, ...people, columns })
  await seedGroup(im, app, { groupId: LIVE, type: 'AVChatRoom', owner: 'alice', columns })
  await seedGroup(im, app, {
    groupId: COMMUNITY,
    type: 'Community',
    ...people,
    columns: { ...columns, support_topic: 1, enable_permission: 1 },
  })
}

const group = { GroupId: GROUP }
const live = { GroupId: LIVE }
const community = { GroupId: COMMUNITY }
const members = { MemberList: [{ Member_Account: 'bob' }] }
const attributes = { GroupAttr: [{ key: 'from', value: 'outside' }] }
const counters = { GroupCounter: [{ Key: 'from', Value: 1 }] }
const permissions = { ...community, PermissionGroupId: PERMISSIONS }
const body = text('from outside')

const ofGroups: Readonly<Record<string, object>> = {
  create_group: { ...group, Type: 'Public', Name: 'outside', Owner_Account: 'alice', ...members },
  import_group: { GroupId: 'imported', Type: 'Public', Name: 'outside', Owner_Account: 'alice' },
  get_appid_group_list: {},
  get_group_info: { GroupIdList: [COMMUNITY, LIVE, 'only-inside'] },
  modify_group_base_info: { GroupId: 'only-inside', Name: 'outside' },
  change_group_owner: { GroupId: COMMUNITY, NewOwner_Account: 'bob' },
  get_joined_group_list: { Member_Account: 'alice', WithHugeGroups: 1 },
  get_group_member_info: { GroupId: COMMUNITY, Next: '' },
  get_specified_group_member_info: { ...community, Member_List_Account: ['bob'] },
  add_group_member: { ...community, ...members },
  delete_group_member: { ...community, MemberToDel_Account: ['bob'] },
  import_group_member: { ...community, ...members },
  modify_group_member_info: { ...community, Member_Account: 'bob', NameCard: 'outside' },
  get_role_in_group: { ...community, User_Account: ['only-here'] },
  forbid_send_msg: { ...community, Members_Account: ['bob'], MuteTime: 60 },
  get_group_muted_account: community,
  ban_group_member: { ...live, Members_Account: ['bob'], Duration: 60 },
  unban_group_member: { ...live, Members_Account: ['bob'] },
  get_group_ban_member: { ...live, Offset: 0 },
  send_group_msg: { ...community, Random: 1, MsgBody: body },
  send_group_system_notification: { ...community, Content: 'from outside' },
  send_broadcast_msg: { Random: 2, MsgBody: body },
  group_msg_get_simple: { ...community, ReqMsgNumber: 20 },
  group_msg_recall: { ...community, MsgSeqList: [{ MsgSeq: 1 }] },
  delete_group_msg_by_sender: { ...community, Sender_Account: 'alice' },
  clear_group_msg: { ...live },
  import_group_msg: {
    ...community,
    MsgList: [{ From_Account: 'alice', SendTime: 1_700_000_000, Random: 3, MsgBody: body }],
  },
  set_unread_msg_num: { ...community, Member_Account: 'bob', UnreadMsgNum: 5 },
  get_group_msg_receipt: { ...community, MsgSeqList: [{ MsgSeq: 1 }] },
  get_group_msg_receipt_detail: { ...community, MsgSeq: 1, Filter: 0, Cursor: '', Count: 10 },
  group_msg_receipt: { ...community, From_Account: 'bob', MsgSeqList: [{ MsgSeq: 1 }] },
  set_group_attr: { ...live, ...attributes },
  modify_group_attr: { ...live, ...attributes },
  delete_group_attr: { ...live, GroupAttr: [{ key: 'from' }] },
  clear_group_attr: live,
  get_group_counter: live,
  update_group_counter: { ...live, ...counters },
  delete_group_counter: live,
  get_online_member_num: live,
  import_topic: { ...community, TopicName: 'outside' },
  create_permission_group: { ...community, PermissionGroupName: 'outside', Permission: 1 },
  destroy_permission_group: { ...community, PermissionGroupIdList: [PERMISSIONS] },
  modify_permission_group: { ...permissions, PermissionGroupName: 'outside' },
  get_permission_group: { ...community, Limit: 20, Next: '' },
  add_topic_permission_group: {
    ...permissions,
    TopicPermissionList: [{ TopicId: TOPIC, Permission: 1 }],
  },
  set_topic_permission_group: {
    ...permissions,
    TopicPermissionList: [{ TopicId: TOPIC, Permission: 1 }],
  },
  delete_topic_permission_group: { ...permissions, TopicIdList: [TOPIC] },
  get_topic_permission_group: permissions,
  add_permission_group_member: { ...permissions, ...members },
  delete_permission_group_member: { ...permissions, ...members },
  get_permission_group_member_list: { ...permissions, Limit: 10, Next: '' },
  destroy_group: community,
}

const ofLiveRooms: Readonly<Record<string, object>> = {
  get_members: { ...live, Timestamp: 0 },
  modify_user_info: {
    ...live,
    CommandType: 1,
    MemberList: [{ Member_Account: 'bob', Marks: [1000] }],
  },
  modify_admin: { ...live, CommandType: 1, Admin_Account: ['bob'] },
  get_admin_list: live,
  check_members: { ...live, Member_Account: ['only-here'] },
  add_robots: { ...live, Member_Account: ['bob'] },
  del_robots: { ...live, Member_Account: ['bob'] },
}

const ofTopics: Readonly<Record<string, object>> = {
  create_topic: { ...community, TopicName: 'outside' },
  get_topic: { ...community, From_Account: 'alice' },
  modify_topic: { ...community, TopicId: TOPIC, TopicName: 'outside' },
  destroy_topic: { ...community, TopicIdList: [TOPIC] },
}

function under(service: string, bodies: Readonly<Record<string, object>>): Bodies {
  return Object.fromEntries(
    Object.entries(bodies).map(([name, given]) => [`${service}/${name}`, () => given]),
  )
}

export const groupBodies: Bodies = {
  ...under('group_open_http_svc', ofGroups),
  ...under('group_open_avchatroom_http_svc', ofLiveRooms),
  ...under('million_group_open_http_svc', ofTopics),
  'group_open_attr_http_svc/get_group_attr': () => live,
  'openim/modify_group_msg': () => ({ ...community, MsgSeq: 1, CloudCustomData: 'outside' }),
  'openim_msg_ext_http_svc/group_set_key_values': () => ({
    ...community,
    MsgSeq: 1,
    OperateType: 1,
    ExtensionList: [{ Key: 'from', Value: 'outside' }],
  }),
  'openim_msg_ext_http_svc/group_get_key_values': () => ({ ...community, MsgSeq: 1 }),
}

const inside = { groupId: COMMUNITY }
const message = { ...inside, seq: 1 }

const asked: Readonly<Record<string, object>> = {
  applications: {},
  handleApplication: { id: 'inside', agree: true },
  applicationsRead: {},
  attributes: inside,
  'attributes.init': { ...inside, sequence: 0, attributes: { from: 'outside' } },
  'attributes.set': { ...inside, sequence: 0, attributes: { from: 'outside' } },
  'attributes.delete': { ...inside, sequence: 0 },
  counters: inside,
  'counters.set': { ...inside, counters: { from: 1 } },
  'counters.increase': { ...inside, key: 'from', value: 1 },
  'counters.decrease': { ...inside, key: 'from', value: 1 },
  addMembers: { ...inside, userIds: ['bob'] },
  removeMembers: { ...inside, userIds: ['bob'] },
  members: inside,
  memberProfiles: { ...inside, userIds: ['only-here'] },
  setRole: { ...inside, userId: 'bob', role: 'Admin' },
  mute: { ...inside, userId: 'bob', seconds: 60 },
  nameCard: { ...inside, nameCard: 'outside' },
  memberCustom: { ...inside, custom: [{ key: 'from', value: 'outside' }] },
  send: { ...inside, random: 4, clientTime: 5, body },
  recall: message,
  modify: { ...message, version: 0, cloudCustomData: 'outside' },
  deleteMessages: { ...inside, seqs: [1] },
  history: inside,
  clearHistory: inside,
  read: inside,
  sendReceipts: { ...inside, seqs: [1] },
  receipts: { ...inside, seqs: [1] },
  receiptMembers: { ...message, filter: 'read' },
  'extensions.set': {
    ...message,
    operate: 'set',
    extensions: [{ key: 'from', value: 'outside', seq: 0 }],
  },
  extensions: message,
  'reaction.add': { ...message, reaction: 'outside' },
  'reaction.remove': { ...message, reaction: 'outside' },
  reactions: { ...inside, seqs: [1] },
  'reaction.users': { ...message, reaction: 'outside' },
  pin: { ...message, pinned: true },
  pinned: inside,
  create: { type: 'Public', groupId: 'made-outside', name: 'outside' },
  dismiss: inside,
  update: { ...inside, name: 'outside' },
  transfer: { ...inside, newOwner: 'bob' },
  list: {},
  get: { groupIds: [COMMUNITY, LIVE] },
  search: inside,
  join: inside,
  quit: inside,
  msgFlag: { ...inside, msgFlag: 'Discard' },
  onlineCount: { groupId: LIVE },
  ban: { ...inside, userIds: ['bob'], seconds: 60 },
  unban: { ...inside, userIds: ['bob'] },
  markMembers: { ...inside, userIds: ['bob'], mark: 1000, enabled: true },
}

export const groupParams: Bodies = {
  ...Object.fromEntries(
    Object.entries(asked).map(([name, params]) => [`group.${name}`, () => params]),
  ),
  'topic.create': () => ({ ...inside, name: 'outside' }),
  'topic.update': () => ({ topicId: TOPIC, name: 'outside' }),
  'topic.delete': () => ({ ...inside, topicIds: [TOPIC] }),
  'topic.list': () => inside,
}
