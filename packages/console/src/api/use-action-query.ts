import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CloudAction } from '@yanshu/protocol'
import { useCallback } from 'react'
import type { ActionParams, ActionResult } from './action-types.ts'
import { useCallAction } from './ApiProvider.tsx'

interface ActionQueryOptions<Result> {
  readonly enabled?: boolean
  /** Shows the page before while the next one loads. */
  readonly keepPrevious?: boolean
  /** Milliseconds after which it is read again, by what was read; false for never. */
  readonly refreshEvery?: (result: Result | undefined) => number | false
}

/** Reads through a cloud action; the answer is cached by the action's name and parameters. */
export function useActionQuery<Action extends CloudAction>(
  action: Action,
  params: ActionParams<Action>,
  options: ActionQueryOptions<ActionResult<Action>> = {},
) {
  const callAction = useCallAction()
  const { refreshEvery } = options
  return useQuery<ActionResult<Action>>({
    queryKey: [action.name, params],
    queryFn: ({ signal }) => callAction(action, params, { signal }),
    enabled: options.enabled ?? true,
    ...(refreshEvery ? { refetchInterval: ({ state }) => refreshEvery(state.data) } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}

/** Marks everything as stale that these actions answered, whatever their parameters. */
export function useRefresh() {
  const cache = useQueryClient()
  return useCallback(
    (...actions: readonly CloudAction[]) =>
      Promise.all(actions.map((action) => cache.invalidateQueries({ queryKey: [action.name] }))),
    [cache],
  )
}
