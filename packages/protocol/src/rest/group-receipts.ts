import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { flag, userId } from '../fields.ts'
import { groupId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { groupRow, groupStandard, msgSeq } from './group-row.ts'

/** Read receipts need the plan (10059), the switch of the type (10007) and a small group (10060). */
const receiptErrors = [
  ...groupStandard,
  errors.needsPremium,
  errors.receiptTooLarge,
  errors.noReceipt,
]

const seqItem = z.object({ MsgSeq: msgSeq })

export const getGroupMsgReceipt = defineCommand({
  ...groupRow,
  name: 'get_group_msg_receipt',
  summary: 'Tell how many have read messages of a group',
  request: z.object({
    GroupId: groupId,
    MsgSeqList: z.array(seqItem).min(1).max(groupLimits.receiptsPerQuery),
  }),
  response: z.object({
    GroupMsgReceiptList: z.array(
      z.object({
        MsgSeq: z.number(),
        /** 0, or 10062 where the message has no receipt. */
        Code: z.number(),
        ReadNum: z.number().optional(),
        UnreadNum: z.number().optional(),
      }),
    ),
  }),
  errors: receiptErrors,
})

export const getGroupMsgReceiptDetail = defineCommand({
  ...groupRow,
  name: 'get_group_msg_receipt_detail',
  summary: 'List who has read a message of a group, or who has not',
  request: z.object({
    GroupId: groupId,
    /** Marked as optional, though there is no answer without it. */
    MsgSeq: msgSeq,
    /** 0 who has read it, 1 who has not. */
    Filter: flag,
    /** '' at the beginning. */
    Cursor: z.string().max(256),
    Count: z.number().int().min(1).max(groupLimits.readersPerPage),
  }),
  response: z.object({
    /** The sample has this name and the table the other: both are answered. */
    IsFinish: flag,
    IsFinished: flag,
    MsgSeq: z.number(),
    ReadList: z.array(z.object({ Read_Account: z.string() })).optional(),
    UnreadList: z.array(z.object({ Unread_Account: z.string() })).optional(),
    Cursor: z.string(),
  }),
  errors: receiptErrors,
})

/** No page shows an entry of the list: objects as in the other commands, and bare numbers. */
const anySeqItem = z.union([seqItem, msgSeq.transform((MsgSeq) => ({ MsgSeq }))])

export const groupMsgReceipt = defineCommand({
  ...groupRow,
  name: 'group_msg_receipt',
  summary: 'Send read receipts for messages of a group in the name of a member',
  request: z.object({
    GroupId: groupId,
    From_Account: userId,
    MsgSeqList: z.array(anySeqItem).min(1).max(groupLimits.receiptsPerRequest),
  }),
  response: z.object({}),
  errors: receiptErrors,
})

/** The commands about read receipts of group messages. */
export const groupReceiptCommands = [
  getGroupMsgReceipt,
  getGroupMsgReceiptDetail,
  groupMsgReceipt,
] as const
