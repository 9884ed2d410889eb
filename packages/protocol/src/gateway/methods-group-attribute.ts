import { z } from 'zod'
import { groupErrors } from '../errors/group.ts'
import { storableTextUpTo } from '../fields.ts'
import { groupId } from '../group-fields.ts'
import { repeatKey } from './group-params.ts'
import { defineMethod } from './method.ts'

/** Values by key. What is too many, too long or too often has errors of its own. */
const attributes = z.record(storableTextUpTo(4096), storableTextUpTo(65_536))

const write = {
  groupId,
  /** What the caller knows of the attributes; another number than the server's is 10056. */
  sequence: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
}

export interface AttributesWritten {
  /** Of the attributes as they are now. */
  readonly sequence: number
}

const writeErrors = [
  groupErrors.noPermission,
  groupErrors.noGroup,
  groupErrors.attributeKey,
  groupErrors.attributeValue,
  groupErrors.attributeCount,
  groupErrors.attributeTotal,
  groupErrors.attributeRate,
  groupErrors.attributeConflict,
] as const

export interface AttributesResult {
  readonly attributes: Readonly<Record<string, string>>
  /** Rises with every change of the group's attributes; 0 where there never was one. */
  readonly sequence: number
}

export const groupAttributes = defineMethod<AttributesResult>()({
  name: 'group.attributes',
  summary: 'Attributes of a group, some or all',
  params: z.object({
    groupId,
    /** All where it is empty. */
    keys: z.array(storableTextUpTo(256)).max(100).default([]),
  }),
  errors: [groupErrors.noPermission, groupErrors.noGroup],
})

export const groupAttributesInit = defineMethod<AttributesWritten>()({
  name: 'group.attributes.init',
  summary: 'Replace all attributes; a write that finds its own outcome is answered as done',
  params: z.object({ ...write, attributes }),
  errors: [...writeErrors],
})

export const groupAttributesSet = defineMethod<AttributesWritten>()({
  name: 'group.attributes.set',
  summary: 'Add and change attributes; a write that finds its own outcome is answered as done',
  params: z.object({ ...write, attributes }),
  errors: [...writeErrors],
})

export const groupAttributesDelete = defineMethod<AttributesWritten>()({
  name: 'group.attributes.delete',
  summary: 'Delete attributes, or all of them',
  params: z.object({
    ...write,
    /** All where it is empty. */
    keys: z.array(storableTextUpTo(256)).max(100).default([]),
  }),
  errors: [...writeErrors, groupErrors.attributeUnknown],
})

const counterKey = storableTextUpTo(128).min(1)
const counterValue = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)
const counterErrors = [
  groupErrors.noPermission,
  groupErrors.noGroup,
  groupErrors.needsPremium,
] as const

export interface CountersResult {
  readonly counters: Readonly<Record<string, number>>
}

export const groupCounters = defineMethod<CountersResult>()({
  name: 'group.counters',
  summary: 'Counters of a group, some or all',
  params: z.object({
    groupId,
    /** All where it is empty. */
    keys: z.array(counterKey).max(20).default([]),
  }),
  errors: [...counterErrors],
})

export const groupCountersSet = defineMethod<CountersResult>()({
  name: 'group.counters.set',
  summary: 'Set counters; answers those that were set',
  params: z.object({ groupId, counters: z.record(counterKey, counterValue) }),
  errors: [...counterErrors, groupErrors.badParameter, groupErrors.tooManyCounters],
})

const step = { groupId, key: counterKey, value: counterValue.min(0), random: repeatKey }

export interface CounterResult {
  readonly key: string
  /** As it is now. */
  readonly value: number
}

export const groupCountersIncrease = defineMethod<CounterResult>()({
  name: 'group.counters.increase',
  summary: 'Add to a counter, which is 0 where it is new',
  params: z.object(step),
  errors: [...counterErrors, groupErrors.badParameter, groupErrors.tooManyCounters],
})

export const groupCountersDecrease = defineMethod<CounterResult>()({
  name: 'group.counters.decrease',
  summary: 'Take from a counter, which is 0 where it is new',
  params: z.object(step),
  errors: [...counterErrors, groupErrors.badParameter, groupErrors.tooManyCounters],
})

/** Small shared state of groups. */
export const groupAttributeMethods = [
  groupAttributes,
  groupAttributesInit,
  groupAttributesSet,
  groupAttributesDelete,
  groupCounters,
  groupCountersSet,
  groupCountersIncrease,
  groupCountersDecrease,
] as const
