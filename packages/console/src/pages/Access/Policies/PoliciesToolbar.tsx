import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { createPolicy, deletePolicy } from '@yanshu/protocol'
import type { StrategyInfo } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../../design/Allowed.tsx'
import { ToolbarSearch } from '../../../design/ToolbarSearch.tsx'
import type { PoliciesDialog } from './PoliciesPage.tsx'
import { isPreset } from './policy-list-params.ts'

interface PoliciesToolbarProps {
  readonly keyword: string
  readonly selected: readonly StrategyInfo[]
  readonly onSearch: (keyword: string) => void
  readonly onOpen: (dialog: PoliciesDialog) => void
}

export function PoliciesToolbar({ keyword, selected, onSearch, onOpen }: PoliciesToolbarProps) {
  const { t } = useTranslation()
  const removable = selected.filter((policy) => !isPreset(policy))
  return (
    <div className="ys-toolbar" role="toolbar" aria-label={t('policies.title')}>
      <Allowed action={createPolicy}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => onOpen({ kind: 'create' })}>
          {t('policies.new')}
        </Button>
      </Allowed>
      <Allowed action={deletePolicy}>
        <Button
          icon={<DeleteOutlined />}
          disabled={removable.length === 0}
          onClick={() => onOpen({ kind: 'delete', policies: removable })}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
      <ToolbarSearch
        keyword={keyword}
        maxLength={128}
        label={t('policies.search')}
        onSearch={onSearch}
      />
    </div>
  )
}
