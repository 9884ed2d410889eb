import { LinkOutlined } from '@ant-design/icons'
import { attachUserPolicy, listEntitiesForPolicy } from '@yanshu/protocol'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { useLastPage, useListAddress } from '../../../../app/use-list-address.ts'
import { Allowed } from '../../../../design/Allowed.tsx'
import { LoadFailure } from '../../../../design/LoadFailure.tsx'
import { useDialog } from '../../../../design/use-dialog.ts'
import { AttachDialog } from '../principals/AttachDialog.tsx'
import type { PolicyDetails } from './PolicyDetailsPage.tsx'
import { UsageTable } from './UsageTable.tsx'

const listDefaults = { size: 10, sizes: [10, 20, 50] }
const kinds = ['All', 'User', 'Group'] as const

/** The users and groups that have a policy. */
export function UsageTab({ policy }: { policy: PolicyDetails }) {
  const { t } = useTranslation()
  const { PolicyId, PolicyName } = policy
  const [address, change] = useListAddress(listDefaults)
  const { dialog, open, close } = useDialog<'attach'>()
  const kind = kinds.find((candidate) => candidate === address.filter) ?? 'All'
  const entities = useActionQuery(
    listEntitiesForPolicy,
    { PolicyId, Page: address.page, Rp: address.size, EntityFilter: kind },
    { keepPrevious: true },
  )
  const total = entities.data?.TotalNum
  useLastPage(entities.isPlaceholderData ? undefined : total, address, change)
  const attach = (
    <Allowed action={attachUserPolicy}>
      <Button type="primary" icon={<LinkOutlined />} onClick={() => open('attach')}>
        {t('policies.attach.action')}
      </Button>
    </Allowed>
  )
  return (
    <>
      <div className="ys-toolbar" role="toolbar" aria-label={t('policies.details.tabs.usage')}>
        {attach}
        <Segmented
          aria-label={t('policies.usage.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`policies.usage.kinds.${value}`) }))}
          onChange={(value) => change({ filter: value === 'All' ? '' : value })}
        />
      </div>
      {entities.isError ? (
        <LoadFailure error={entities.error} onRetry={() => void entities.refetch()} />
      ) : (
        <UsageTable
          policy={policy}
          entities={entities.data?.List ?? []}
          total={total ?? 0}
          loading={entities.isPending || entities.isPlaceholderData}
          address={address}
          sizes={listDefaults.sizes}
          onChange={change}
        />
      )}
      {dialog && <AttachDialog policyId={PolicyId} name={PolicyName} onClose={close} />}
    </>
  )
}
