import type { groupconf as english } from '../en-US/groupconf.ts'
import type { TextsLike } from '../texts-like.ts'

export const groupconf: TextsLike<typeof english> = {
  messages: {
    page: '群消息配置',
    description: '设置新成员能看到哪些群消息。',
  },
  notices: {
    page: '群系统通知配置',
    description: '设置群组发生变更时向群成员下发哪些通知，不影响发往您服务器的回调。',
  },
  functions: {
    page: '群功能配置',
    description: '设置社群、话题、直播群、群消息已读回执和撤回，修改立即生效。',
  },
  type: '群组类型',
  editOf: '编辑{{setting}}：{{type}}',
  ofType: '{{setting}}：{{type}}',
  delay: '修改保存后约 10 分钟生效。',
  delayed: '{{hint}}修改保存后约 10 分钟生效。',
  pending: '{{time}} 生效',
  pendingItems: '{{items}}：{{time}} 生效',
  between: '、',
  history: {
    title: '拉取入群前漫游消息',
    hint: '新成员能否拉取入群前的消息。直播群请在“群功能配置”中设置。',
    value: '入群前消息',
    allowed: '允许',
    forbidden: '不允许',
    allowedHint: '新成员可以拉取入群前的消息。',
    forbiddenHint: '新成员只能拉取入群后的消息。',
  },
  notice: {
    column: '通知',
    modes: { Off: '不下发', Send: '下发', SendAndStore: '下发并存储' },
    modesOfRow: { Off: '不下发', Send: '下发', SendAndStore: '下发并存储' },
    modesHint: '下发的通知会送达在线的群成员；存储的通知还会写入历史消息，可漫游拉取。',
    items: {
      Invited: '被邀请入群',
      Applied: '申请入群',
      Kicked: '被移出群',
      Quit: '退群',
      Name: '群名称',
      Introduction: '群简介',
      Notification: '群公告',
      FaceUrl: '群头像',
      Owner: '群主',
      MuteAll: '全员禁言',
      ApplyOption: '加群方式',
      InviteOption: '邀请方式',
      MemberMute: '禁言',
      MemberRole: '成员身份',
    },
    kinds: {
      member: {
        title: '群成员变更通知',
        hint: '成员加入或离开群组时的通知。直播群固定下发且不存储，不支持配置。',
      },
      profile: {
        title: '群资料变更通知',
        hint: '群资料变更时的通知。直播群不支持配置。',
      },
      memberProfile: {
        title: '群成员资料变更通知',
        hint: '成员被禁言或解除禁言、被设为或取消管理员时的通知。',
      },
    },
  },
  broadcast: {
    value: '已开启，每秒 {{rate}} 次',
    rate: '每秒广播次数',
    rateHint: '1 到 5 次，超出的调用会被拒绝。',
    unit: '次/秒',
  },
  liveHistory: {
    title: '直播群新成员查看入群前消息配置',
    value: '最近 {{count}} 条',
    none: '不可查看',
    hint: '新成员可以看到的入群前消息条数，0 到 50 条。',
    unit: '条',
  },
  receipts: {
    title: '群消息已读回执配置',
    none: '未选择群组类型',
    hint: '展示已读和未读的成员及人数，适用于 200 人以内的群组。',
    label: '支持已读回执的群组类型',
  },
  texts: {
    title: '群资料长度',
    hint: '每项资料的最大字节数，一个汉字占 3 字节。',
    bytes: '{{bytes, number}} 字节',
    unit: '字节',
    range: '{{least}} 到 {{most}} 字节',
    names: {
      GroupNameBytes: '群名称',
      GroupIntroductionBytes: '群简介',
      GroupNotificationBytes: '群公告',
      GroupFaceUrlBytes: '群头像地址',
      NameCardBytes: '群名片',
    },
  },
  fields: {
    group: {
      page: '群自定义字段',
      warning:
        '在标准群资料之外为群组保存的字段，最多 10 个。添加后仅能修改权限和增加群组类型，字段及其群组类型不可删除。',
      add: '添加群维度自定义字段',
      title: '群维度自定义字段',
      empty: '添加字段后，可以在标准群资料之外保存更多群组信息。',
    },
    member: {
      page: '群成员自定义字段',
      warning:
        '群组为每个成员保存的字段，最多 5 个。添加后仅能修改权限和增加群组类型，字段及其群组类型不可删除。',
      add: '新增',
      title: '群成员维度自定义字段',
      empty: '新增字段后，可以在成员身份和群名片之外保存更多成员信息。',
    },
    name: '字段名称',
    nameRule: '仅限字母、数字和下划线，不能以数字开头，最多 16 个字符',
    nameHint: '不能与其他群自定义字段或群成员自定义字段重名。',
    read: '读权限',
    write: '写权限',
    own: '自己的读写权限',
    actions: '操作',
    addType: '添加群组类型',
    cellOf: '{{column}}：{{type}}',
    removeType: '删除{{type}}',
    agree: {
      group:
        '我已知晓：添加后仅能修改已添加群组类型的权限，该群自定义字段及其已添加的群组类型不能删除或更换。',
      member:
        '我已知晓：添加后仅能修改已添加群组类型的权限，该群成员自定义字段及其已添加的群组类型不能删除或更换。',
    },
    readLevels: {
      AppAdmin: 'App 管理员可读',
      Owner: '群主可读',
      Admin: '群管理员可读',
      Member: '群成员可读',
      Anyone: '所有人可读',
    },
    writeLevels: {
      AppAdmin: 'App 管理员可写',
      Owner: '群主可写',
      Admin: '群管理员可写',
      Member: '群成员可写',
      Anyone: '所有人可写',
    },
    ownRights: {
      ReadWrite: '可读可写',
      Read: '可读不可写',
      None: '不可读不可写',
    },
    levelsHint: '权限逐级包含：App 管理员、群主、群管理员、群成员、所有人。',
    edit: '编辑 {{name}}',
    saved: '{{name}} 已保存',
  },
}
