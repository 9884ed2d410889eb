import { attachUserPolicy, deletePolicy } from '@yanshu/protocol'
import type { StrategyInfo } from '@yanshu/protocol'
import { Button, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Allowed } from '../../../design/Allowed.tsx'
import { usePolicyText } from './use-policy-text.ts'
import type { PoliciesDialog } from './PoliciesPage.tsx'
import { isPreset, scopes } from './policy-list-params.ts'

/** The columns of the list of policies, with the actions of a row at the end. */
export function usePolicyColumns(
  filter: string,
  onOpen: (dialog: PoliciesDialog) => void,
): TableColumnsType<StrategyInfo> {
  const { t } = useTranslation()
  const textOf = usePolicyText()
  return [
    {
      title: t('policies.fields.name'),
      dataIndex: 'PolicyName',
      width: 236,
      render: (_, row) => (
        <Link className="ys-policy-name" to={String(row.PolicyId)}>
          {row.PolicyName}
        </Link>
      ),
    },
    {
      title: t('policies.fields.description'),
      dataIndex: 'Description',
      ellipsis: true,
      render: (_, row) => textOf(row.PolicyName, row.Description) || '-',
    },
    {
      title: t('policies.fields.type'),
      dataIndex: 'Type',
      key: 'Type',
      width: 130,
      filters: scopes.map((scope) => ({ value: scope, text: t(`policies.types.${scope}`) })),
      filterMultiple: false,
      filteredValue: filter === '' ? null : [filter],
      render: (_, row) => (
        <Tag>{t(isPreset(row) ? 'policies.types.QCS' : 'policies.types.Local')}</Tag>
      ),
    },
    {
      title: t('policies.fields.attached'),
      dataIndex: 'AttachEntityCount',
      width: 100,
      align: 'end',
      render: (count: number) => <span className="ys-digits">{count}</span>,
    },
    {
      title: t('policies.fields.updated'),
      dataIndex: 'UpdateTime',
      width: 160,
      render: (time: string) => <span className="ys-digits">{time}</span>,
    },
    {
      title: t('policies.table.actions'),
      key: 'actions',
      fixed: 'end',
      width: 176,
      render: (_, row) => <RowActions policy={row} onOpen={onOpen} />,
    },
  ]
}

interface RowActionsProps {
  readonly policy: StrategyInfo
  readonly onOpen: (dialog: PoliciesDialog) => void
}

function RowActions({ policy, onOpen }: RowActionsProps) {
  const { t } = useTranslation()
  const nameOf = (action: string) => t('common.rowAction', { action, what: policy.PolicyName })
  return (
    <span className="ys-row-actions">
      <Allowed action={attachUserPolicy}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('policies.attach.action'))}
          onClick={() => onOpen({ kind: 'attach', policy })}
        >
          {t('policies.attach.action')}
        </Button>
      </Allowed>
      <Allowed action={deletePolicy}>
        <Button
          type="link"
          size="small"
          danger
          disabled={isPreset(policy)}
          aria-label={nameOf(t('common.delete'))}
          onClick={() => onOpen({ kind: 'delete', policies: [policy] })}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
    </span>
  )
}
