import { useInfiniteQuery } from '@tanstack/react-query'
import type { AuditEvent } from '@yanshu/protocol'
import { describeAuditEvents } from '@yanshu/protocol'
import { useCallAction } from '../../api/ApiProvider.tsx'
import type { CallAction } from '../../api/call-action.ts'
import { patiently } from '../../api/patiently.ts'
import type { AuditAddress } from './audit-address.ts'
import { auditFilter } from './audit-address.ts'

/** Events of one step back in time. */
export const PAGE = 30

/** Calls of one step: where few events are wanted the server looks at many and answers none. */
const MOST_LOOKS = 10

export interface AuditStep {
  readonly events: readonly AuditEvent[]
  /** Where the next step begins; empty where there is nothing older. */
  readonly cursor: string
}

/** The events that an address asks for, newest first; `fetchNextPage` goes on to older ones. */
export function useAuditEvents(address: AuditAddress) {
  const callAction = useCallAction()
  const filter = auditFilter(address)
  return useInfiniteQuery({
    queryKey: [describeAuditEvents.name, filter],
    queryFn: ({ pageParam, signal }) =>
      lookBack(callAction, { ...filter, Cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => (cursor === '' ? undefined : cursor),
  })
}

type Asked = ReturnType<typeof auditFilter> & { readonly Cursor: string }

/** One step: goes on until a page is full, or it has looked long enough. */
export async function lookBack(
  callAction: CallAction,
  asked: Asked,
  signal: AbortSignal,
): Promise<AuditStep> {
  const events: AuditEvent[] = []
  let cursor = asked.Cursor
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const params = { ...asked, Cursor: cursor, Limit: PAGE - events.length }
    const page = await patiently(() => callAction(describeAuditEvents, params, { signal }))
    events.push(...page.Events)
    cursor = page.Cursor
    if (cursor === '' || events.length === PAGE) break
  }
  return { events, cursor }
}
