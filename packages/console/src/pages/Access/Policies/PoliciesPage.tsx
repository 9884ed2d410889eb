import { listPolicies } from '@yanshu/protocol'
import type { StrategyInfo } from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { useLastPage, useListAddress } from '../../../app/use-list-address.ts'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import { Page } from '../../../design/Page.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { DeletePoliciesDialog } from './DeletePoliciesDialog.tsx'
import { MethodDialog } from './MethodDialog.tsx'
import './policies.css'
import { PoliciesTable } from './PoliciesTable.tsx'
import { PoliciesToolbar } from './PoliciesToolbar.tsx'
import { AttachDialog } from './principals/AttachDialog.tsx'
import { listDefaults, policyListParams } from './policy-list-params.ts'

/** Which dialog of the page is open, and on what. */
export type PoliciesDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'delete'; readonly policies: readonly StrategyInfo[] }
  | { readonly kind: 'attach'; readonly policy: StrategyInfo }

/** 策略: preset and custom policies. Search, type and page live in the address. */
export function PoliciesPage() {
  const { t } = useTranslation()
  const [address, change] = useListAddress(listDefaults)
  const [selected, setSelected] = useState<readonly StrategyInfo[]>([])
  const { dialog, open, close } = useDialog<PoliciesDialog>()
  const list = useActionQuery(listPolicies, policyListParams(address), { keepPrevious: true })
  useLastPage(list.isPlaceholderData ? undefined : list.data?.TotalNum, address, change)
  return (
    <Page title={t('policies.title')} description={t('policies.description')}>
      <PoliciesToolbar
        keyword={address.keyword}
        selected={selected}
        onSearch={(keyword) => change({ keyword })}
        onOpen={open}
      />
      {list.isError ? (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <PoliciesTable
          policies={list.data?.List ?? []}
          total={list.data?.TotalNum ?? 0}
          loading={list.isPending || list.isPlaceholderData}
          address={address}
          selected={selected}
          onChange={change}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      {dialog?.kind === 'create' && <MethodDialog onClose={close} />}
      {dialog?.kind === 'attach' && (
        <AttachDialog
          policyId={dialog.policy.PolicyId}
          name={dialog.policy.PolicyName}
          onClose={close}
        />
      )}
      {dialog?.kind === 'delete' && (
        <DeletePoliciesDialog
          policies={dialog.policies}
          onClose={close}
          onDeleted={() => setSelected([])}
        />
      )}
    </Page>
  )
}
