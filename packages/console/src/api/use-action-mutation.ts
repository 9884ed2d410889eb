import { useMutation } from '@tanstack/react-query'
import type { CloudAction, CloudErrorCode } from '@yanshu/protocol'
import type { ActionParams, ActionResult } from './action-types.ts'
import { ApiFailure } from './api-failure.ts'
import { useCallAction } from './ApiProvider.tsx'
import { useRefresh } from './use-action-query.ts'
import { useShowFailure } from './use-show-failure.tsx'

interface ActionMutationOptions<Action extends CloudAction> {
  /** Reading actions whose answers are stale afterwards. */
  readonly refreshes?: readonly CloudAction[]
  readonly onSuccess?: (result: ActionResult<Action>, params: ActionParams<Action>) => void
  /** Failures that the page explains itself; every other one is shown by the common hook. */
  readonly explains?: readonly CloudErrorCode[]
}

/** Changes something through a cloud action, refreshes what it touched and shows what goes wrong. */
export function useActionMutation<Action extends CloudAction>(
  action: Action,
  options: ActionMutationOptions<Action> = {},
) {
  const callAction = useCallAction()
  const refresh = useRefresh()
  const showFailure = useShowFailure()
  return useMutation<ActionResult<Action>, Error, ActionParams<Action>>({
    mutationFn: (params) => callAction(action, params),
    onSuccess: async (result, params) => {
      options.onSuccess?.(result, params)
      await refresh(...(options.refreshes ?? []))
    },
    onError: (error) => {
      const explained = options.explains as readonly string[] | undefined
      if (error instanceof ApiFailure && explained?.includes(error.code)) return
      showFailure(error)
    },
  })
}
