import { createPolicy, listPolicies } from '@yanshu/protocol'
import { useState } from 'react'
import { useActionMutation } from '../../../../api/use-action-mutation.ts'
import type { Principal } from '../principals/principals.ts'
import { useAttach } from '../principals/use-attach.ts'

/** What is created: by syntax (2), by the generator (3), by tags (4). */
export interface NewPolicy {
  readonly name: string
  readonly description: string
  readonly document: string
  readonly mode: 2 | 3 | 4
  readonly principals: readonly Principal[]
}

/** Creates a policy and attaches it at once to those who were chosen. */
export function useCreatePolicy() {
  const attaching = useAttach()
  const [policyId, setPolicyId] = useState<number>()
  const create = useActionMutation(createPolicy, {
    refreshes: [listPolicies],
    explains: ['FailedOperation.PolicyNameInUse', 'InvalidParameter.PolicyNameError'],
  })

  /** Answers the id of the policy where everything worked, and stays where it is otherwise. */
  const submit = async (policy: NewPolicy): Promise<number | undefined> => {
    const { PolicyId } = await create.mutateAsync({
      PolicyName: policy.name,
      PolicyDocument: policy.document,
      Description: policy.description,
      CreateMode: policy.mode,
    })
    setPolicyId(PolicyId)
    const failures = await attaching.attach(PolicyId, policy.principals)
    return failures === 0 ? PolicyId : undefined
  }

  return {
    submit,
    policyId,
    error: create.error,
    isRunning: create.isPending || attaching.isRunning,
    rows: attaching.rows,
    retry: (principals: readonly Principal[]) =>
      policyId === undefined ? Promise.resolve(0) : attaching.attach(policyId, principals),
  }
}
