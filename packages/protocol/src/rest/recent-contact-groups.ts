import { z } from 'zod'
import { contactGroupName } from '../contact-fields.ts'
import { recentErrors as errors } from '../errors/recent.ts'
import { flag, userId } from '../fields.ts'
import { defineCommand } from './command.ts'
import { contactGroupItem, contactItem, contactResult, contactView } from './recent-contact-item.ts'

const service = 'recentcontact'
const ratePerSecond = 200
const display = true
const invalid = errors.badParameter
/** How many conversations one request names has an error of its own. */
const items = z.array(contactItem)
const option = z.union([z.literal(1), z.literal(2)])

export const createContactGroup = defineCommand({
  service,
  name: 'create_contact_group',
  summary: 'Create a group of conversations',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    GroupContactItem: z
      .array(z.object({ GroupName: contactGroupName, ContactItem: items }))
      .length(1),
  }),
  response: z.object({
    GroupResultItem: z.array(
      z.object({ GroupItem: contactGroupItem, ResultItem: z.array(contactResult) }),
    ),
  }),
  invalid,
  errors: [
    errors.unknownAccount,
    errors.badParameter,
    errors.badCount,
    errors.unknownGroup,
    errors.tooManyContacts,
    errors.tooManyContactGroups,
    errors.contactGroupNameTooLong,
    errors.notInPlan,
  ],
})

export const updateContactGroup = defineCommand({
  service,
  name: 'update_contact_group',
  summary: 'Rename a group of conversations, or change what is in it',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    UpdateType: z.literal(1),
    UpdateGroup: z.object({
      /** 1 renames, 2 adds and removes. */
      UpdateGroupType: option,
      OldGroupName: contactGroupName,
      NewGroupName: contactGroupName.optional(),
      ContactUpdateItem: z
        .array(z.object({ ContactOptType: option, ContactItem: contactItem }))
        .optional(),
    }),
  }),
  response: z.object({
    UpdateType: z.number(),
    UpdateGroupResult: z.object({
      UpdateGroupType: z.number(),
      GroupName: z.string(),
      GroupId: z.number(),
      OldGroupName: z.string(),
      ContactResultItem: z.array(contactResult.extend({ ContactOptType: z.number() })),
    }),
  }),
  invalid,
  errors: [
    errors.unknownAccount,
    errors.badParameter,
    errors.badCount,
    errors.unknownGroup,
    errors.tooManyContacts,
    errors.noContactGroup,
    errors.contactGroupNameTooLong,
    errors.notInPlan,
  ],
})

export const delContactGroup = defineCommand({
  service,
  name: 'del_contact_group',
  summary: 'Delete a group of conversations',
  ratePerSecond,
  display,
  request: z.object({ From_Account: userId, GroupName: z.array(contactGroupName).length(1) }),
  response: z.object({ GroupItem: z.array(contactGroupItem) }),
  invalid,
  errors: [errors.unknownAccount, errors.badParameter, errors.noContactGroup, errors.notInPlan],
})

export const getContactGroup = defineCommand({
  service,
  name: 'get_contact_group',
  summary: 'List groups of conversations, and conversations with groups or marks',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    StartIndex: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  }),
  response: z.object({
    ContactItem: z.array(contactView),
    GroupItem: z.array(contactGroupItem),
    CompleteFlag: flag,
    NextStartIndex: z.number(),
  }),
  invalid,
  errors: [errors.unknownAccount, errors.badParameter],
})

export const searchContactGroup = defineCommand({
  service,
  name: 'search_contact_group',
  summary: 'Look up groups and marks of given conversations',
  ratePerSecond,
  display,
  request: z.object({ From_Account: userId, ContactItem: items.min(1).max(300) }),
  response: z.object({
    ContactResultItem: z.array(contactView),
    GroupItem: z.array(contactGroupItem),
  }),
  invalid,
  errors: [errors.unknownAccount, errors.badParameter],
})

export const recentContactGroupCommands = [
  createContactGroup,
  updateContactGroup,
  delContactGroup,
  getContactGroup,
  searchContactGroup,
] as const
