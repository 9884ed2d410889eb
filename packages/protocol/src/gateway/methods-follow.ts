import { z } from 'zod'
import { relationErrors as errors } from '../errors/relation.ts'
import { userId } from '../fields.ts'
import type { Profile } from '../profile.ts'
import { defineMethod } from './method.ts'
import type { WireOutcome } from './relation.ts'

/** Which list of an account: those who follow it, those it follows, those that are both. */
export const followLists = ['followers', 'following', 'mutual'] as const
export type FollowList = (typeof followLists)[number]

export interface WireFollow {
  readonly userId: string
  /** Unix seconds. */
  readonly time: number
  readonly profile: Profile
}

export interface FollowListResult {
  /** Newest first. */
  readonly follows: readonly WireFollow[]
  /** Where the next page begins; empty where this was the last. */
  readonly cursor: string
}

export interface WireFollowInfo extends WireOutcome {
  readonly followers: number
  readonly following: number
  readonly mutual: number
}

const userIds = (most: number) => z.array(userId).min(1).max(most)

interface Outcomes {
  readonly results: readonly WireOutcome[]
}

export const followAddSome = defineMethod<Outcomes>()({
  name: 'follow.add',
  summary: 'Follow up to 20 accounts',
  params: z.object({ userIds: userIds(20) }),
  errors: [errors.followOff],
})

export const followRemoveSome = defineMethod<Outcomes>()({
  name: 'follow.remove',
  summary: 'Stop following up to 20 accounts',
  params: z.object({ userIds: userIds(20) }),
  errors: [errors.followOff],
})

export const followListPage = defineMethod<FollowListResult>()({
  name: 'follow.list',
  summary: 'Who follows the own account, whom it follows, or both',
  params: z.object({
    list: z.enum(followLists),
    cursor: z.string().max(64).default(''),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  errors: [errors.badParameter, errors.followOff],
})

export const followCheckSome = defineMethod<{
  readonly results: readonly (WireOutcome & { readonly followType: number })[]
}>()({
  name: 'follow.check',
  summary: 'Who of up to 100 accounts follows the own one (1), is followed (2), or both (3)',
  params: z.object({ userIds: userIds(100) }),
  errors: [errors.followOff],
})

export const followInfo = defineMethod<{ readonly infos: readonly WireFollowInfo[] }>()({
  name: 'follow.info',
  summary: 'How many follow accounts, and how many they follow',
  params: z.object({ userIds: userIds(20) }),
  errors: [errors.followOff],
})

/** What clients ask of followers. */
export const followMethods = [
  followAddSome,
  followRemoveSome,
  followListPage,
  followCheckSome,
  followInfo,
] as const
