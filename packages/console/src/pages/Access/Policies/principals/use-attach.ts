import {
  attachGroupPolicy,
  attachUserPolicy,
  listEntitiesForPolicy,
  listPolicies,
} from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../../../api/ApiProvider.tsx'
import { failureText } from '../../../../api/failure-text.ts'
import { patiently } from '../../../../api/patiently.ts'
import { useRefresh } from '../../../../api/use-action-query.ts'
import type { Principal } from './principals.ts'
import { principalKey } from './principals.ts'

/** How attaching to one of them went: waiting, done, or why not. */
export interface AttachRow {
  readonly principal: Principal
  readonly state: 'waiting' | 'done' | 'failed'
  readonly reason?: string
}

/** Attaches a policy to one after the other; what fails does not stop the rest, and can be tried again. */
export function useAttach() {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const refresh = useRefresh()
  const [rows, setRows] = useState<readonly AttachRow[]>([])
  const [isRunning, setRunning] = useState(false)

  const attachOne = async (policyId: number, { kind, id }: Principal): Promise<void> => {
    const params = { PolicyId: policyId }
    await patiently(() =>
      kind === 'user'
        ? callAction(attachUserPolicy, { ...params, AttachUin: id })
        : callAction(attachGroupPolicy, { ...params, AttachGroupId: id }),
    )
  }

  const tryOne = async (policyId: number, principal: Principal): Promise<AttachRow> => {
    try {
      await attachOne(policyId, principal)
      return { principal, state: 'done' }
    } catch (error) {
      const { title, detail } = failureText(error, t)
      const reason = [title, detail].filter(Boolean).join(' ')
      return { principal, state: 'failed', reason }
    }
  }

  /** Answers how many failed. */
  const attach = async (policyId: number, principals: readonly Principal[]): Promise<number> => {
    setRunning(true)
    setRows((before) => merged(before, principals.map(waiting)))
    let failures = 0
    for (const principal of principals) {
      const row = await tryOne(policyId, principal)
      if (row.state === 'failed') failures += 1
      setRows((before) => merged(before, [row]))
    }
    await refresh(listPolicies, listEntitiesForPolicy)
    setRunning(false)
    return failures
  }

  return { rows, isRunning, attach }
}

function waiting(principal: Principal): AttachRow {
  return { principal, state: 'waiting' }
}

function merged(before: readonly AttachRow[], rows: readonly AttachRow[]): readonly AttachRow[] {
  const all = new Map(before.map((row) => [principalKey(row.principal), row]))
  for (const row of rows) all.set(principalKey(row.principal), row)
  return [...all.values()]
}
