import { deleteGroupCounter, getGroupCounter, updateGroupCounter } from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { GroupDirectory } from '../directory.ts'
import type { GroupCounters } from './counters.ts'
import type { Counters } from './rules.ts'

export interface CounterDoorDeps {
  readonly directory: Pick<GroupDirectory, 'get'>
  readonly counters: GroupCounters
}

/** The commands about counters of groups. */
export function counterRest({ directory, counters }: CounterDoorDeps): readonly RestHandler[] {
  return [
    handleRest(getGroupCounter, async ({ appId, body }) => {
      const group = await directory.get(appId, body.GroupId)
      return { GroupCounter: answerOf(await counters.read(group, body.GroupCounterKeys)) }
    }),
    handleRest(updateGroupCounter, async ({ appId, body }) => {
      const group = await directory.get(appId, body.GroupId)
      const steps = body.GroupCounter.map(({ Key, Value }) => [Key, Value] as const)
      return { GroupCounter: answerOf(await counters.update(group, body.Mode, steps)) }
    }),
    handleRest(deleteGroupCounter, async ({ appId, body }) => {
      await counters.remove(await directory.get(appId, body.GroupId), body.GroupCounterKeys)
      return {}
    }),
  ]
}

function answerOf(counters: Counters) {
  return [...counters].map(([Key, Value]) => ({ Key, Value }))
}
