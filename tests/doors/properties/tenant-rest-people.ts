type Bodies = Readonly<Record<string, (key: string) => object>>

const asAlice = { From_Account: 'alice' }
const asBob = { From_Account: 'bob' }
const bobOnly = { To_Account: ['bob', 'only-here'] }

export const configBodies: Bodies = {
  'openconfigsvr/setnospeaking': () => ({ Set_Account: 'alice', C2CmsgNospeakingTime: 60 }),
  'openconfigsvr/getnospeaking': () => ({ Get_Account: 'only-here' }),
  'openconfigsvr/getappinfo': () => ({}),
  'ConfigSvc/GetIPList': () => ({}),
}

const RawURL = 'http://127.0.0.1/files/1/outside'

export const fileBodies: Bodies = {
  'im_cos_msg/forbid_illegal_object': () => ({ RawURL }),
  'im_cos_msg/allow_banned_object': () => ({ RawURL }),
  'im_cos_msg/get_cos_sig': () => ({ RawURLs: [{ ResourceID: 1, RawURL }] }),
  'open_msg_svc/get_history': () => ({ ChatType: 'C2C', MsgTime: '2023111500' }),
}

const withBob = { Type: 1, To_Account: 'bob' }

export const recentBodies: Bodies = {
  'recentcontact/get_list': () => ({
    ...asAlice,
    TimeStamp: 0,
    StartIndex: 0,
    TopTimeStamp: 0,
    TopStartIndex: 0,
    AssistFlags: 63,
  }),
  'recentcontact/delete': () => ({ ...asAlice, ...withBob, ClearRamble: 1 }),
  'recentcontact/top': () => ({ ...asAlice, OperationType: 1, RecentContactItem: [withBob] }),
  'recentcontact/create_contact_group': () => ({
    ...asAlice,
    GroupContactItem: [{ GroupName: 'outside', ContactItem: [withBob] }],
  }),
  'recentcontact/update_contact_group': () => ({
    ...asAlice,
    UpdateType: 1,
    UpdateGroup: { UpdateGroupType: 1, OldGroupName: 'inside', NewGroupName: 'outside' },
  }),
  'recentcontact/del_contact_group': () => ({ ...asAlice, GroupName: ['inside'] }),
  'recentcontact/mark_contact': () => ({
    ...asAlice,
    MarkItem: [{ OptType: 3, ContactItem: withBob, SetMark: [1], CustomMark: 'outside' }],
  }),
  'recentcontact/search_contact_group': () => ({ ...asAlice, ContactItem: [withBob] }),
  'recentcontact/get_contact_group': () => ({ ...asAlice, StartIndex: 0 }),
}

const friend = { To_Account: 'bob', AddSource: 'AddSource_Type_Out', Remark: 'from outside' }

export const relationBodies: Bodies = {
  'sns/friend_add': () => ({ ...asAlice, AddFriendItem: [friend] }),
  'sns/friend_import': () => ({ ...asAlice, AddFriendItem: [friend] }),
  'sns/friend_update': () => ({
    ...asAlice,
    UpdateItem: [
      { To_Account: 'bob', SnsItem: [{ Tag: 'Tag_SNS_IM_Remark', Value: 'from outside' }] },
    ],
  }),
  'sns/friend_delete': () => ({ ...asAlice, To_Account: ['bob'] }),
  'sns/friend_delete_all': () => asBob,
  'sns/friend_check': () => ({ ...asAlice, ...bobOnly, CheckType: 'CheckResult_Type_Both' }),
  'sns/friend_get': () => ({ ...asAlice, StartIndex: 0 }),
  'sns/friend_get_list': () => ({
    ...asAlice,
    ...bobOnly,
    TagList: ['Tag_Profile_IM_SelfSignature', 'Tag_SNS_IM_Remark'],
  }),
  'sns/black_list_add': () => ({ ...asAlice, To_Account: ['bob'] }),
  'sns/black_list_delete': () => ({ ...asAlice, To_Account: ['bob'] }),
  'sns/black_list_get': () => ({ ...asBob, StartIndex: 0, MaxLimited: 100, LastSequence: 0 }),
  'sns/black_list_check': () => ({
    ...asAlice,
    ...bobOnly,
    CheckType: 'BlackCheckResult_Type_Both',
  }),
  'sns/group_add': () => ({ ...asAlice, GroupName: ['from outside'], To_Account: ['bob'] }),
  'sns/group_delete': () => ({ ...asAlice, GroupName: ['inside'] }),
  'sns/group_get': () => ({ ...asAlice, LastSequence: 0, NeedFriend: 'Need_Friend_Type_Yes' }),
  'follow/follow_add': () => ({ ...asAlice, FollowItem: [{ To_Account: 'bob' }] }),
  'follow/follow_delete': () => ({ ...asAlice, To_Account: ['bob'] }),
  'follow/follow_check': () => ({ ...asAlice, ...bobOnly }),
  'follow/follow_get': () => ({ ...asBob, FollowType: 1, StartCursor: '' }),
  'follow/follow_get_info': () => ({ ...asAlice, ...bobOnly }),
}

const body = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'from outside' } }]
const attrs = { UserAttrs: [{ To_Account: 'alice', Attrs: { sex: 'outside' } }] }
const tags = { UserTags: [{ To_Account: 'alice', Tags: ['outside'] }] }
const notice = { OfflinePushInfo: { Title: 'from', Desc: 'outside' } }
const plan = { Sdkappid: 1, TaskID: 'outside', Type: 'All' }

/** The same labels are kept by both families. */
function labels(family: 'all_member_push/im_' | 'timpush/'): Bodies {
  const bodies: Readonly<Record<string, object>> = {
    set_attr_name: { AttrNames: { '0': 'sex' } },
    get_attr_name: {},
    set_attr: attrs,
    get_attr: bobOnly,
    remove_attr: { UserAttrs: [{ To_Account: 'alice', Attrs: ['sex'] }] },
    add_tag: tags,
    get_tag: bobOnly,
    remove_tag: tags,
    remove_all_tags: { To_Account: ['alice'] },
  }
  return Object.fromEntries(
    Object.entries(bodies).map(([name, given]) => [family + name, () => given]),
  )
}

export const pushBodies: Bodies = {
  ...labels('all_member_push/im_'),
  ...labels('timpush/'),
  'all_member_push/im_push': () => ({ MsgRandom: 1, MsgBody: body, MsgLifeTime: 60 }),
  'timpush/push': () => ({ ...asAlice, MsgRandom: 2, MsgBody: body, ...notice }),
  'timpush/batch': () => ({ ...asAlice, To_Account: ['bob'], MsgRandom: 3, ...notice }),
  'timpush/revoke': () => ({ TaskId: 'outside' }),
  'timpush/add_sched_task': () => ({
    ...plan,
    SchedAt: '2099-01-01 00:00:00',
    Content: { ...asAlice, ...notice },
  }),
  'timpush/modify_sched_task': () => ({ ...plan, SchedAt: '2099-01-02 00:00:00' }),
  'timpush/delete_sched_task': () => plan,
  'timpush/get_sched_task': () => plan,
  'timpush/list_sched_task': () => ({
    Sdkappid: 1,
    Offset: 0,
    Want: 10,
    OrderBy: 'createAt',
    Asc: false,
    BeginTime: '2020-01-01 00:00:00',
    EndTime: '2099-12-31 00:00:00',
  }),
}

/** Relations of the app under watch: what others could see or change. */
export const relationsToGuard: readonly (readonly [path: string, body: object])[] = [
  ['sns/friend_import', { ...asAlice, AddFriendItem: [friend] }],
  ['sns/group_add', { ...asAlice, GroupName: ['inside'], To_Account: ['bob'] }],
  ['sns/black_list_add', { From_Account: 'only-here', To_Account: ['bob'] }],
  ['follow/follow_add', { ...asAlice, FollowItem: [{ To_Account: 'only-here' }] }],
]
