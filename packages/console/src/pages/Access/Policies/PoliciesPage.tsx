import { listPolicies } from '@yanshu/protocol'
import type { StrategyInfo } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useListPage } from '../../../app/use-list-page.ts'
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
  const { dialog, open, close } = useDialog<PoliciesDialog>()
  const list = useListPage(listPolicies, {
    defaults: listDefaults,
    params: policyListParams,
    read: ({ List, TotalNum }) => ({ rows: List, total: TotalNum }),
  })
  return (
    <Page title={t('policies.title')} description={t('policies.description')}>
      <PoliciesToolbar
        keyword={list.address.keyword}
        selected={list.selected}
        onSearch={(keyword) => list.change({ keyword })}
        onOpen={open}
      />
      <PoliciesTable list={list} onOpen={open} />
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
          onDeleted={() => list.select([])}
        />
      )}
    </Page>
  )
}
