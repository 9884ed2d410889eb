import { expect, test } from 'bun:test'
import { refusalOf } from '../testing/refusal.ts'
import { testRefusals, testSamples } from '../testing/row-tests.ts'
import { groupGetKeyValues, groupSetKeyValues } from './group-extensions.ts'
import {
  clearGroupMsg,
  deleteGroupMsgBySender,
  groupMsgGetSimple,
  groupMsgRecall,
  modifyGroupMsg,
} from './group-history.ts'
import {
  importGroupMsg,
  sendBroadcastMsg,
  sendGroupMsg,
  sendGroupSystemNotification,
  setUnreadMsgNum,
} from './group-messages.ts'
import { getGroupMsgReceipt, getGroupMsgReceiptDetail, groupMsgReceipt } from './group-receipts.ts'
import { readRequest } from './read-request.ts'

const GroupId = '@TGS#2J4SZEAEL'
const TopicId = '@TGS#_@TGS#cQVLVHIM62CJ@TOPIC#_TestTopic'
const MsgBody = [
  { MsgType: 'TIMTextElem', MsgContent: { Text: 'red packet' } },
  { MsgType: 'TIMFaceElem', MsgContent: { Index: 6, Data: 'abc\0\x01' } },
]
const send = { GroupId, Random: 8_912_345, MsgBody }
const many = (length: number) => Array.from({ length }, (_, at) => `m${at}`)
const seqs = (length: number) => Array.from({ length }, (_, at) => ({ MsgSeq: at + 1 }))

testSamples([
  [sendGroupMsg, send, { ...send, MsgPriority: 'Normal', OnlineOnlyFlag: 0 }],
  [
    sendGroupMsg,
    {
      ...send,
      TopicId,
      From_Account: 'leckie',
      CloudCustomData: 'your cloud custom data',
      MsgPriority: 'High',
      OfflinePushInfo: { PushFlag: 0, Desc: '离线推送内容', Ext: '透传字段' },
      ForbidCallbackControl: ['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback'],
      OnlineOnlyFlag: 0,
      SendMsgControl: ['NoUnread', 'NoLastMsg', 'WithMuteNotifications'],
      SupportMessageExtension: 1,
      To_Account: ['peter', 'bob'],
      GroupAtInfo: [{ GroupAtAllFlag: 1 }, { GroupAtAllFlag: 0, GroupAt_Account: 'peter' }],
      NeedReadReceipt: 1,
    },
  ],
  [
    sendGroupSystemNotification,
    { GroupId, ToMembers_Account: ['peter', 'leckie'], Content: 'hello world' },
  ],
  [sendGroupSystemNotification, { GroupId, TopicId, ToMembers_Account: [], Content: 'hello' }],
  [sendBroadcastMsg, { From_Account: 'admin', Random: 1, MsgBody, CloudCustomData: 'data' }],
  [
    importGroupMsg,
    {
      GroupId,
      TopicId,
      RecentContactFlag: 1,
      MsgList: [
        { From_Account: 'leckie', SendTime: 1_448_357_837, Random: 8_912_345, MsgBody },
        { From_Account: 'peter', SendTime: 1_448_357_838, MsgBody },
      ],
    },
  ],
  [setUnreadMsgNum, { GroupId, Member_Account: 'leckie', UnreadMsgNum: 5 }],
  [
    groupMsgGetSimple,
    { GroupId, TopicId, ReqMsgSeq: 7_803_321, ReqMsgNumber: 20, WithRecalledMsg: 1 },
  ],
  [
    groupMsgGetSimple,
    { GroupId, ReqMsgNumber: 100 },
    { GroupId, ReqMsgNumber: 100, WithRecalledMsg: 0 },
  ],
  [groupMsgRecall, { GroupId, TopicId, MsgSeqList: [{ MsgSeq: 100 }], Reason: 'wrong' }],
  [deleteGroupMsgBySender, { GroupId, TopicId, Sender_Account: 'leckie' }],
  [clearGroupMsg, { GroupId, MsgSeq: 100 }],
  [clearGroupMsg, { GroupId }],
  [modifyGroupMsg, { GroupId, TopicId, MsgSeq: 123, MsgBody, CloudCustomData: 'new' }],
  [getGroupMsgReceipt, { GroupId, MsgSeqList: [{ MsgSeq: 15 }, { MsgSeq: 16 }] }],
  [getGroupMsgReceiptDetail, { GroupId, MsgSeq: 15, Filter: 0, Cursor: '', Count: 100 }],
  [groupMsgReceipt, { GroupId, From_Account: 'bob', MsgSeqList: [{ MsgSeq: 15 }] }],
  [
    groupMsgReceipt,
    { GroupId, From_Account: 'bob', MsgSeqList: [15] },
    { GroupId, From_Account: 'bob', MsgSeqList: [{ MsgSeq: 15 }] },
  ],
  [
    groupSetKeyValues,
    {
      GroupId,
      MsgSeq: 1,
      OperateType: 1,
      ExtensionList: [{ Key: 'k1', Value: 'v1', Seq: 0 }],
    },
  ],
  [groupSetKeyValues, { GroupId, MsgSeq: 1, OperateType: 3 }],
  [groupGetKeyValues, { GroupId, MsgSeq: 1, StartSeq: 3 }],
])

testRefusals([
  [sendGroupMsg, { ...send, GroupId: undefined }, 10_015, 'GroupId'],
  [sendGroupMsg, { ...send, TopicId: 'é' }, 110_013, 'TopicId'],
  [sendGroupMsg, { ...send, Random: '1' }, 10_004, 'Random'],
  [sendGroupMsg, { ...send, MsgBody: [] }, 10_004, 'MsgBody'],
  [sendGroupMsg, { ...send, MsgPriority: 'high' }, 10_004, 'MsgPriority'],
  [sendGroupMsg, { ...send, To_Account: many(51) }, 10_005, 'To_Account'],
  [
    sendGroupMsg,
    { ...send, GroupAtInfo: many(31).map((GroupAt_Account) => ({ GroupAt_Account })) },
    10_053,
    'GroupAtInfo',
  ],
  [
    sendGroupMsg,
    { ...send, GroupAtInfo: [{ GroupAtAllFlag: 0 }] },
    10_004,
    'GroupAtInfo.0.GroupAt_Account',
  ],
  [
    sendGroupMsg,
    { ...send, OnlineOnlyFlag: 1, SendMsgControl: ['NoUnread'] },
    10_004,
    'SendMsgControl',
  ],
  [sendGroupSystemNotification, { GroupId }, 10_004, 'Content'],
  [sendBroadcastMsg, { Random: 1 }, 10_004, 'MsgBody'],
  [importGroupMsg, { GroupId, MsgList: seqs(1) }, 10_004, 'MsgList.0.From_Account'],
  [setUnreadMsgNum, { GroupId, Member_Account: 'leckie' }, 10_004, 'UnreadMsgNum'],
  [groupMsgGetSimple, { GroupId }, 10_004, 'ReqMsgNumber'],
  [groupMsgRecall, { GroupId, MsgSeqList: seqs(11) }, 10_004, 'MsgSeqList'],
  [groupMsgRecall, { GroupId, MsgSeqList: seqs(1), Reason: 'a'.repeat(101) }, 10_004, 'Reason'],
  [deleteGroupMsgBySender, { GroupId }, 10_004, 'Sender_Account'],
  [clearGroupMsg, { GroupId, MsgSeq: -1 }, 10_004, 'MsgSeq'],
  [modifyGroupMsg, { MsgSeq: 1 }, 90_003, 'GroupId'],
  [modifyGroupMsg, { GroupId, MsgSeq: 1, MsgBody: 'a' }, 90_007, 'MsgBody'],
  [modifyGroupMsg, { GroupId, MsgSeq: 1, MsgBody: [{}] }, 90_002, 'MsgBody.0.MsgType'],
  [modifyGroupMsg, { GroupId, MsgSeq: '1' }, 90_010, 'MsgSeq'],
  [getGroupMsgReceipt, { GroupId, MsgSeqList: [] }, 10_004, 'MsgSeqList'],
  [
    getGroupMsgReceiptDetail,
    { GroupId, MsgSeq: 1, Filter: 2, Cursor: '', Count: 1 },
    10_004,
    'Filter',
  ],
  [groupMsgReceipt, { GroupId, From_Account: 'a', MsgSeqList: seqs(51) }, 10_004, 'MsgSeqList'],
  [groupSetKeyValues, { GroupId, MsgSeq: 1, OperateType: 4 }, 10_004, 'OperateType'],
  [groupGetKeyValues, { GroupId }, 10_004, 'MsgSeq'],
])

test('20 messages are imported at once, as the wider source says', () => {
  const MsgList = many(21).map((From_Account) => ({ From_Account, SendTime: 1, MsgBody }))
  expect(readRequest(importGroupMsg, { GroupId, MsgList: MsgList.slice(1) }).MsgList).toHaveLength(
    20,
  )
  expect(refusalOf(importGroupMsg, { GroupId, MsgList })).toEqual({
    code: 10_004,
    field: 'MsgList',
  })
})
