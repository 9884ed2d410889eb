import { listPolicyVersions, policyQuotas } from '@yanshu/protocol'
import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../../../api/action-types.ts'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { Loaded } from '../../../../design/Loaded.tsx'
import { useDialog } from '../../../../design/use-dialog.ts'
import { isPreset } from '../policy-list-params.ts'
import { CompareDialog } from './CompareDialog.tsx'
import type { PolicyDetails } from './PolicyDetailsPage.tsx'
import { VersionActions } from './VersionActions.tsx'
import { VersionDialog } from './VersionDialog.tsx'

export type PolicyVersion = ActionResult<typeof listPolicyVersions>['Versions'][number]

type VersionsDialog =
  | { readonly kind: 'view'; readonly version: number }
  | { readonly kind: 'compare'; readonly versions: readonly [number, number] }

/** What a policy was before, and what it could be again. */
export function VersionsTab({ policy }: { policy: PolicyDetails }) {
  const { t } = useTranslation()
  const { PolicyId } = policy
  const versions = useActionQuery(listPolicyVersions, { PolicyId })
  const [ticked, setTicked] = useState<readonly number[]>([])
  const { dialog, open, close } = useDialog<VersionsDialog>()
  const [older, newer] = ticked.toSorted((a, b) => a - b)
  const hasTwo = ticked.length === 2 && older !== undefined && newer !== undefined
  return (
    <>
      <div className="ys-toolbar" role="toolbar" aria-label={t('policies.details.tabs.versions')}>
        <Button
          disabled={!hasTwo}
          onClick={() => hasTwo && open({ kind: 'compare', versions: [older, newer] })}
        >
          {t('policies.versions.compare')}
        </Button>
        <span className="ys-quiet">
          {t('policies.versions.hint', { most: policyQuotas.versions })}
        </span>
      </div>
      <Loaded query={versions}>
        {({ Versions }) => (
          <Table<PolicyVersion>
            className="ys-table"
            size="small"
            rowKey="VersionId"
            pagination={false}
            scroll={{ x: 560 }}
            dataSource={Versions}
            rowSelection={{
              columnWidth: 44,
              hideSelectAll: true,
              selectedRowKeys: [...ticked],
              onChange: (keys) => setTicked(keys.map(Number)),
              getCheckboxProps: ({ VersionId }) => ({
                'aria-label': t('policies.versions.name', { version: VersionId }),
                disabled: ticked.length === 2 && !ticked.includes(VersionId),
              }),
            }}
            columns={[
              {
                title: t('policies.versions.version'),
                key: 'version',
                rowScope: 'row',
                render: (_, { VersionId, IsDefaultVersion }) => (
                  <span className="ys-row">
                    {t('policies.versions.name', { version: VersionId })}
                    {IsDefaultVersion === 1 && (
                      <Tag color="success">{t('policies.versions.inForce')}</Tag>
                    )}
                  </span>
                ),
              },
              {
                title: t('policies.fields.created'),
                dataIndex: 'CreateDate',
                width: 180,
                render: (time: string) => <span className="ys-digits">{time}</span>,
              },
              {
                title: t('policies.table.actions'),
                key: 'actions',
                fixed: 'end',
                width: 226,
                render: (_, version) => (
                  <VersionActions
                    policyId={PolicyId}
                    version={version}
                    isFixed={isPreset(policy)}
                    onView={() => open({ kind: 'view', version: version.VersionId })}
                    onDeleted={(gone) => setTicked((ids) => ids.filter((id) => id !== gone))}
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {dialog?.kind === 'view' && (
        <VersionDialog policyId={PolicyId} version={dialog.version} onClose={close} />
      )}
      {dialog?.kind === 'compare' && (
        <CompareDialog policyId={PolicyId} versions={dialog.versions} onClose={close} />
      )}
    </>
  )
}
