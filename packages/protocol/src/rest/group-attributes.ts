import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { groupId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { groupRow } from './group-row.ts'

const noNul = (text: string) => !text.includes('\0')

/** Their lengths have codes of their own, 10045, 10046 and 10048, and are for the handler to judge. */
const key = z.string().min(1).refine(noNul, 'no NUL')
const value = z.string().refine(noNul, 'no NUL')

const attributes = z.array(z.object({ key, value })).min(1).max(groupLimits.attributes)

const sizeErrors = { GroupAttr: errors.attributeCount }

/** 10007 is not answered: every type of group has attributes, and the app's administrators may all. */
const anyGroup = [errors.noGroup, errors.badGroupId]

/** The pages list 10045 to 10049 for all that writes; each command has those that it can lead to. */
const writeErrors = [
  errors.badParameter,
  ...anyGroup,
  errors.attributeKey,
  errors.attributeValue,
  errors.attributeCount,
  errors.attributeTotal,
  errors.attributeRate,
]

/** The only one of its service; what writes is with the other group commands. */
export const getGroupAttr = defineCommand({
  ...groupRow,
  service: 'group_open_attr_http_svc',
  name: 'get_group_attr',
  summary: 'Read the attributes of a group',
  request: z.object({ GroupId: groupId }),
  response: z.object({ GroupAttrAry: z.array(z.object({ key: z.string(), value: z.string() })) }),
  errors: anyGroup,
})

export const setGroupAttr = defineCommand({
  ...groupRow,
  name: 'set_group_attr',
  summary: 'Replace all attributes of a group',
  request: z.object({ GroupId: groupId, GroupAttr: attributes }),
  response: z.object({}),
  sizeErrors,
  errors: writeErrors,
})

export const modifyGroupAttr = defineCommand({
  ...groupRow,
  name: 'modify_group_attr',
  summary: 'Add or change attributes of a group',
  request: z.object({ GroupId: groupId, GroupAttr: attributes }),
  response: z.object({}),
  sizeErrors,
  errors: writeErrors,
})

export const deleteGroupAttr = defineCommand({
  ...groupRow,
  name: 'delete_group_attr',
  summary: 'Delete attributes of a group',
  request: z.object({
    GroupId: groupId,
    GroupAttr: z.array(z.object({ key })).min(1).max(groupLimits.attributes),
  }),
  response: z.object({}),
  sizeErrors,
  errors: [
    errors.badParameter,
    ...anyGroup,
    errors.attributeKey,
    errors.attributeCount,
    errors.attributeRate,
    errors.attributeUnknown,
  ],
})

export const clearGroupAttr = defineCommand({
  ...groupRow,
  name: 'clear_group_attr',
  summary: 'Delete all attributes of a group',
  request: z.object({ GroupId: groupId }),
  response: z.object({}),
  errors: [...anyGroup, errors.attributeRate],
})

/** The commands about attributes of groups. */
export const groupAttributeCommands = [
  getGroupAttr,
  setGroupAttr,
  modifyGroupAttr,
  deleteGroupAttr,
  clearGroupAttr,
] as const
