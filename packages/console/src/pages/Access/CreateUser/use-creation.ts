import { useMutation } from '@tanstack/react-query'
import { listEntitiesForPolicy, listPolicies } from '@yanshu/protocol'
import { useState } from 'react'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { useRefresh } from '../../../api/use-action-query.ts'
import { useShowFailure } from '../../../api/use-show-failure.tsx'
import { useAttempt } from '../../../batch/use-attempt.ts'
import { membershipReaders, userReaders } from '../Users/user-readers.ts'
import type { CreatedUser } from './create-users.ts'
import { createUsers } from './create-users.ts'
import type { Draft } from './draft.ts'

/** Creates the users of a draft; what was made stays shown, also where the server went away midway. */
export function useCreation() {
  const callAction = useCallAction()
  const attempt = useAttempt()
  const refresh = useRefresh()
  const showFailure = useShowFailure()
  const [created, setCreated] = useState<readonly CreatedUser[]>([])
  const run = useMutation({
    mutationFn: (draft: Draft) =>
      createUsers(draft, {
        callAction,
        attempt,
        onUser: (user) => setCreated((users) => [...users, user]),
      }),
    onError: showFailure,
    onSettled: () =>
      refresh(...userReaders, ...membershipReaders, listPolicies, listEntitiesForPolicy),
  })
  return {
    start: run.mutate,
    created,
    isRunning: run.isPending,
    isDone: run.isSuccess || (run.isError && created.length > 0),
  }
}
