import { z } from 'zod'
import { groupErrors } from '../errors/group.ts'
import { storableTextUpTo } from '../fields.ts'
import type { WireGroup, WireGroupApplication } from './group.ts'
import { pageCursor, remarkText } from './group-params.ts'
import { defineMethod } from './method.ts'

export interface GroupApplicationsResult {
  /** Newest first. */
  readonly applications: readonly WireGroupApplication[]
  /** Those that came after the account last read them. */
  readonly unread: number
  /** Hand it in for the next page; empty where there is none. */
  readonly cursor: string
}

export const groupApplications = defineMethod<GroupApplicationsResult>()({
  name: 'group.applications',
  summary: 'Applications and invitations that the account may answer, or that it made',
  params: z.object({ cursor: pageCursor, limit: z.number().int().min(1).max(50).default(50) }),
  errors: [],
})

export interface GroupHandledResult {
  /** Absent where the account is not in the group afterwards. */
  readonly group?: WireGroup
}

export const groupHandleApplication = defineMethod<GroupHandledResult>()({
  name: 'group.handleApplication',
  summary: 'Accept or refuse an application or an invitation; the first answer counts',
  params: z.object({
    /** `WireGroupApplication.id`, or `WireGroupNotice.applicationId`. */
    id: storableTextUpTo(256).min(1),
    agree: z.boolean(),
    message: remarkText.optional(),
  }),
  errors: [
    groupErrors.badParameter,
    groupErrors.noPermission,
    groupErrors.noGroup,
    groupErrors.groupFull,
    groupErrors.handledAlready,
    groupErrors.tooManyGroupsOfUser,
  ],
})

export const groupApplicationsRead = defineMethod<Record<string, never>>()({
  name: 'group.applicationsRead',
  summary: 'Everything in the list of applications is read',
  params: z.object({}),
  errors: [],
})

/** Requests to join groups. */
export const groupApplicationMethods = [
  groupApplications,
  groupHandleApplication,
  groupApplicationsRead,
] as const
