import {
  createFriendField,
  describeFriendFields,
  FRIEND_PREFIX,
  MOST_CUSTOM_FIELDS,
} from '@yanshu/protocol'
import type { FriendField } from '@yanshu/protocol'
import { Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { AddFieldButton } from './AddFieldButton.tsx'
import { AddFriendFieldDialog } from './AddFriendFieldDialog.tsx'
import { NoFields } from './NoFields.tsx'
import { useFieldColumns } from './use-field-columns.tsx'

/** The custom friend fields: added, and never changed or removed. */
export function FriendFieldsCard({ appId }: { appId: number }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const fields = useActionQuery(describeFriendFields, { SDKAppID: appId })
  const columns = useFieldColumns(FRIEND_PREFIX)
  const add = () => setAdding(true)
  return (
    <SettingsCard
      title={t('features.fields.friendTitle')}
      className="ys-columns__wide"
      actions={
        <AddFieldButton
          action={createFriendField}
          count={fields.data?.Fields.length}
          most={MOST_CUSTOM_FIELDS}
          onAdd={add}
        />
      }
    >
      <p className="ys-dialog-hint">{t('features.fields.friendWarning')}</p>
      <Loaded query={fields}>
        {({ Fields }) => (
          <Table<FriendField>
            className="ys-table"
            size="small"
            rowKey="Key"
            pagination={false}
            dataSource={Fields}
            columns={columns}
            locale={{
              emptyText: (
                <NoFields
                  action={createFriendField}
                  hint={t('features.fields.friendEmpty')}
                  onAdd={add}
                />
              ),
            }}
          />
        )}
      </Loaded>
      <AddFriendFieldDialog appId={appId} open={adding} onClose={() => setAdding(false)} />
    </SettingsCard>
  )
}
