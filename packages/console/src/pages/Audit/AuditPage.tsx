import { ExportOutlined, SettingOutlined } from '@ant-design/icons'
import { describeAuditSettings } from '@yanshu/protocol'
import { Button } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Allowed } from '../../design/Allowed.tsx'
import { LoadFailure } from '../../design/LoadFailure.tsx'
import { Page } from '../../design/Page.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import type { AuditAddress } from './audit-address.ts'
import { isNarrowed, readAuditAddress, writeAuditAddress } from './audit-address.ts'
import './audit.css'
import { AuditChart } from './AuditChart.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditSettingsDrawer } from './AuditSettingsDrawer.tsx'
import { AuditTable } from './AuditTable.tsx'
import { ExportAuditDialog } from './ExportAuditDialog.tsx'
import { useAuditEvents } from './use-audit-events.ts'

/** 操作审计: what was done in the account. What narrows the list lives in the address. */
export function AuditPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const address = readAuditAddress(params)
  const change = useCallback(
    (next: AuditAddress) => setParams(writeAuditAddress(next)),
    [setParams],
  )
  const { dialog, open, close } = useDialog<'export' | 'settings'>()
  const list = useAuditEvents(address)
  return (
    <Page
      title={t('audit.title')}
      description={t('audit.description')}
      actions={
        <>
          <Button icon={<ExportOutlined />} onClick={() => open('export')}>
            {t('audit.export.action')}
          </Button>
          <Allowed action={describeAuditSettings}>
            <Button icon={<SettingOutlined />} onClick={() => open('settings')}>
              {t('audit.settings.action')}
            </Button>
          </Allowed>
        </>
      }
    >
      <AuditChart
        address={address}
        onDay={(from, to) => change({ ...address, days: 0, from, to })}
      />
      <AuditFilters
        key={params.toString()}
        address={address}
        isLoading={list.isFetching}
        onChange={(next) => {
          change(next)
          // The same filters again mean what is new by now.
          if (writeAuditAddress(next).toString() === params.toString()) void list.refetch()
        }}
      />
      {list.isError ? (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <AuditTable
          events={list.data?.pages.flatMap(({ events }) => events) ?? []}
          isLoading={list.isPending}
          isNarrowed={isNarrowed(address)}
          older={
            list.hasNextPage
              ? { load: () => void list.fetchNextPage(), isLoading: list.isFetchingNextPage }
              : undefined
          }
        />
      )}
      {dialog === 'export' && <ExportAuditDialog address={address} onClose={close} />}
      {dialog === 'settings' && <AuditSettingsDrawer onClose={close} />}
    </Page>
  )
}
