import { listPolicies } from '@yanshu/protocol'
import type { StrategyInfo } from '@yanshu/protocol'
import type { TableColumnType } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useSettled } from '../../app/use-settled.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PickLists } from './PickLists.tsx'

/** A policy as it is picked from the list. */
export type PickedPolicy = Pick<StrategyInfo, 'PolicyId' | 'PolicyName' | 'Type' | 'Description'>

interface PolicyPickerProps {
  readonly picked: readonly PickedPolicy[]
  readonly onPick: (picked: readonly PickedPolicy[]) => void
  /** Policies that are attached already. */
  readonly held?: ReadonlySet<number>
}

const PAGE_SIZE = 50
const TYPING_PAUSE_MS = 250

/** How `ListPolicies` calls its two kinds of policies. */
const scopes = { 1: 'Local', 2: 'QCS' } as const

/** Policies to tick, searched by name and description, filtered by type. */
export function PolicyPicker({ picked, onPick, held }: PolicyPickerProps) {
  const { t } = useTranslation()
  const [{ keyword, type, page }, setView] = useState({ keyword: '', type: 0, page: 1 })
  const settled = useSettled(keyword, TYPING_PAUSE_MS)
  const list = useActionQuery(
    listPolicies,
    {
      Page: page,
      Rp: PAGE_SIZE,
      ...(settled === '' ? {} : { Keyword: settled }),
      ...(type === 1 || type === 2 ? { Scope: scopes[type] } : {}),
    },
    { keepPrevious: true },
  )
  const total = list.data?.TotalNum ?? 0
  return (
    <PickLists<PickedPolicy>
      rowKey="PolicyId"
      nameOf={(policy) => policy.PolicyName}
      columns={[nameColumn(t), { ...typeColumn(t), ...typeFilter(t, type) }]}
      pickedColumns={[nameColumn(t), typeColumn(t)]}
      title={t('access.pick.policies', { total })}
      searchLabel={t('access.pick.searchPolicies')}
      onSearch={(next) => setView((view) => ({ ...view, keyword: next, page: 1 }))}
      rows={list.data?.List ?? []}
      total={total}
      loading={list.isPending || list.isPlaceholderData}
      error={list.error}
      onRetry={() => void list.refetch()}
      page={page}
      pageSize={PAGE_SIZE}
      onPage={(next) => setView((view) => ({ ...view, page: next }))}
      onFilter={(_, filters, __, { action }) => {
        if (action !== 'filter') return
        setView((view) => ({ ...view, type: Number(filters['Type']?.[0] ?? 0), page: 1 }))
      }}
      picked={picked}
      onPick={onPick}
      isHeld={(policy) => held?.has(policy.PolicyId) === true}
      empty={<EmptyState title={t('access.pick.noPolicies')} />}
    />
  )
}

type Column = TableColumnType<PickedPolicy>

function nameColumn(t: TFunction): Column {
  return {
    title: t('access.policy.name'),
    dataIndex: 'PolicyName',
    render: (name: string, { Description }) => (
      <>
        <div>{name}</div>
        {Description !== '' && <div className="ys-quiet">{Description}</div>}
      </>
    ),
  }
}

function typeColumn(t: TFunction): Column {
  return {
    title: t('access.policy.type'),
    dataIndex: 'Type',
    key: 'Type',
    width: 116,
    render: (kind: number) => t(kind === 2 ? 'access.policy.preset' : 'access.policy.custom'),
  }
}

function typeFilter(t: TFunction, type: number): Column {
  return {
    filters: [
      { value: 2, text: t('access.policy.preset') },
      { value: 1, text: t('access.policy.custom') },
    ],
    filterMultiple: false,
    filteredValue: type === 0 ? null : [type],
  }
}
