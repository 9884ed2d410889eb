import { z } from 'zod'
import { contactCustom } from '../contact-fields.ts'
import { recentErrors as errors } from '../errors/recent.ts'
import { flag, uint32, userId } from '../fields.ts'
import { defineCommand } from './command.ts'
import { recentContactGroupCommands } from './recent-contact-groups.ts'
import { contactItem, contactResult } from './recent-contact-item.ts'

const service = 'recentcontact'
const ratePerSecond = 200
const display = true
const invalid = errors.badParameter

const place = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const kind = z.union([z.literal(1), z.literal(2)])
const groupId = z.string().min(1).max(64)

export const recentContactGetList = defineCommand({
  service,
  name: 'get_list',
  summary: 'List conversations by page',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    TimeStamp: uint32,
    StartIndex: place,
    TopTimeStamp: uint32,
    TopStartIndex: place,
    /** Bits: 1 tell what is pinned, 2 also empty conversations, 4 pinned ones first, 32 marks and groups. */
    AssistFlags: uint32,
  }),
  response: z.object({
    SessionItem: z.array(
      z.object({
        Type: kind,
        To_Account: z.string().optional(),
        GroupId: z.string().optional(),
        MsgTime: z.number(),
        TopFlag: flag.optional(),
        StandardMark: z.string().optional(),
        CustomMark: z.string().optional(),
        ContactGroupId: z.array(z.number()).optional(),
      }),
    ),
    CompleteFlag: flag,
    TimeStamp: z.number(),
    StartIndex: z.number(),
    TopTimeStamp: z.number(),
    TopStartIndex: z.number(),
  }),
  invalid,
  errors: [errors.unknownAccount, errors.badParameter],
})

export const recentContactDelete = defineCommand({
  service,
  name: 'delete',
  summary: 'Delete one conversation, with or without its history',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    Type: kind,
    To_Account: groupId.optional(),
    ToGroupid: groupId.optional(),
    ClearRamble: flag.default(0),
  }),
  response: z.object({}),
  invalid,
  renamed: { ToGroupId: 'ToGroupid', GroupId: 'ToGroupid' },
  errors: [errors.unknownAccount, errors.badParameter],
})

export const recentContactTop = defineCommand({
  service,
  name: 'top',
  summary: 'Pin or unpin conversations',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    OperationType: z.union([z.literal(1), z.literal(2)]),
    RecentContactItem: z
      .array(
        z.object({
          Type: kind,
          To_Account: userId.optional(),
          GroupId: groupId.optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  response: z.object({}),
  invalid,
  errors: [errors.unknownAccount, errors.badParameter, errors.tooManyPinned],
})

/** Bits of a standard mark count from 1: 1 star, 2 unread, 3 fold, 4 hide, from 33 on the app's own. */
const bits = z.array(z.number().int().min(1).max(64)).max(64)

export const recentContactMark = defineCommand({
  service,
  name: 'mark_contact',
  summary: 'Set standard and custom marks of conversations',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    /** Their number has an error of its own. */
    MarkItem: z.array(
      z.object({
        OptType: z.union([z.literal(1), z.literal(2), z.literal(3)]),
        ContactItem: contactItem,
        ClearMark: bits.optional(),
        SetMark: bits.optional(),
        CustomMark: contactCustom.optional(),
      }),
    ),
  }),
  response: z.object({ ResultItem: z.array(contactResult.extend({ OptType: z.number() })) }),
  invalid,
  errors: [
    errors.unknownAccount,
    errors.badParameter,
    errors.badCount,
    errors.unknownGroup,
    errors.tooManyContacts,
    errors.notInPlan,
  ],
})

/** The commands about conversations of an account. */
export const recentContactCommands = [
  recentContactGetList,
  recentContactDelete,
  recentContactTop,
  recentContactMark,
  ...recentContactGroupCommands,
] as const
