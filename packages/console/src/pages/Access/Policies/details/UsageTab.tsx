import { LinkOutlined } from '@ant-design/icons'
import { attachUserPolicy, listEntitiesForPolicy } from '@yanshu/protocol'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useListPage } from '../../../../app/use-list-page.ts'
import { Allowed } from '../../../../design/Allowed.tsx'
import { useDialog } from '../../../../design/use-dialog.ts'
import { AttachDialog } from '../principals/AttachDialog.tsx'
import type { PolicyDetails } from './PolicyDetailsPage.tsx'
import { toRow, UsageTable } from './UsageTable.tsx'

const listDefaults = { size: 10, sizes: [10, 20, 50] }
const kinds = ['All', 'User', 'Group'] as const

function kindOf(filter: string) {
  return kinds.find((candidate) => candidate === filter) ?? 'All'
}

/** The users and groups that have a policy. */
export function UsageTab({ policy }: { policy: PolicyDetails }) {
  const { t } = useTranslation()
  const { PolicyId, PolicyName } = policy
  const { dialog, open, close } = useDialog<'attach'>()
  const list = useListPage(listEntitiesForPolicy, {
    defaults: listDefaults,
    params: ({ page, size, filter }) => ({
      PolicyId,
      Page: page,
      Rp: size,
      EntityFilter: kindOf(filter),
    }),
    read: ({ List, TotalNum }) => ({ rows: List.map(toRow), total: TotalNum }),
  })
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
          value={kindOf(list.address.filter)}
          options={kinds.map((value) => ({ value, label: t(`policies.usage.kinds.${value}`) }))}
          onChange={(value) => list.change({ filter: value === 'All' ? '' : value })}
        />
      </div>
      <UsageTable policy={policy} list={list} />
      {dialog && <AttachDialog policyId={PolicyId} name={PolicyName} onClose={close} />}
    </>
  )
}
