import { PlusOutlined } from '@ant-design/icons'
import { describeIMAppList, registerIMApp } from '@yanshu/protocol'
import { Button, Input, Pagination } from 'antd'
import { useState } from 'react'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useSession } from '../../api/use-session.ts'
import { useListAddress } from '../../app/use-list-address.ts'
import { Allowed } from '../../design/Allowed.tsx'
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
    <Allowed action={registerIMApp}>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
        {t('overview.create')}
      </Button>
    </Allowed>
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
          <NoApps>{createButton}</NoApps>
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

/** Whoever is not the root account may see none although there are some. */
function NoApps({ children }: PropsWithChildren) {
  const { t } = useTranslation()
  const session = useSession()
  const texts = session.data?.isRoot === false ? 'emptyForSubUser' : 'empty'
  return (
    <EmptyState title={t(`overview.${texts}.title`)} hint={t(`overview.${texts}.hint`)}>
      {children}
    </EmptyState>
  )
}
