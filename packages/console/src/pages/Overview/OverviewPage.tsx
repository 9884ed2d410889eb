import { PlusOutlined } from '@ant-design/icons'
import { describeIMAppList } from '@yanshu/protocol'
import { Button, Input, Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useListAddress } from '../../app/use-list-address.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { LoadFailure } from '../../design/LoadFailure.tsx'
import { Page } from '../../design/Page.tsx'
import { AppCard } from './AppCard.tsx'
import { AppCardSkeletons } from './AppCardSkeletons.tsx'
import { CreateAppDialog } from './CreateAppDialog.tsx'

const listDefaults = { size: 24, sizes: [24, 48, 96] }

/** The applications of the account; each card leads into its application. */
export function OverviewPage() {
  const { t } = useTranslation()
  const [address, change] = useListAddress(listDefaults)
  const [creating, setCreating] = useState(false)
  const { keyword, page, size } = address
  const list = useActionQuery(
    describeIMAppList,
    { Offset: (page - 1) * size, Limit: size, ...(keyword ? { Keyword: keyword } : {}) },
    { keepPrevious: true },
  )
  const apps = list.data?.AppList ?? []
  const total = list.data?.TotalCount ?? 0
  const createButton = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t('overview.create')}
    </Button>
  )

  return (
    <Page
      title={t('overview.title')}
      aside={list.data && t('overview.total', { total })}
      actions={
        <>
          <Input.Search
            key={keyword}
            defaultValue={keyword}
            allowClear
            className="ys-overview__search"
            placeholder={t('overview.search')}
            aria-label={t('overview.search')}
            onSearch={(value) => change({ keyword: value.trim() })}
          />
          {createButton}
        </>
      }
    >
      {list.isPending && <AppCardSkeletons />}
      {list.isError && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && total === 0 && keyword === '' && (
        <div className="ys-surface">
          <EmptyState title={t('overview.empty.title')} hint={t('overview.empty.hint')}>
            {createButton}
          </EmptyState>
        </div>
      )}
      {list.data && total === 0 && keyword !== '' && (
        <div className="ys-surface">
          <EmptyState title={t('overview.noMatch.title', { keyword })}>
            <Button onClick={() => change({ keyword: '' })}>{t('overview.noMatch.clear')}</Button>
          </EmptyState>
        </div>
      )}
      <div className="ys-overview__grid">
        {apps.map((app) => (
          <AppCard key={app.SDKAppID} app={app} />
        ))}
      </div>
      {total > size && (
        <Pagination
          className="ys-overview__pager"
          align="end"
          current={page}
          pageSize={size}
          pageSizeOptions={listDefaults.sizes}
          showSizeChanger
          total={total}
          onChange={(next, nextSize) =>
            change(nextSize === size ? { page: next } : { size: nextSize })
          }
        />
      )}
      <CreateAppDialog open={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}
