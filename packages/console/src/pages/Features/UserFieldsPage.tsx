import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import {
  createUserField,
  describeUserFields,
  modifyUserField,
  MOST_CUSTOM_FIELDS,
  PROFILE_PREFIX,
} from '@yanshu/protocol'
import type { UserField } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { AddFieldButton } from './AddFieldButton.tsx'
import { AddUserFieldDialog } from './AddUserFieldDialog.tsx'
import { EditRightsDialog } from './EditRightsDialog.tsx'
import { fieldRightNames } from './field-rights.ts'
import { NoFields } from './NoFields.tsx'
import { useFieldColumns } from './use-field-columns.tsx'

/** 用户自定义字段: fields of profiles beside the standard ones. */
export function UserFieldsPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const fields = useActionQuery(describeUserFields, { SDKAppID: appId })
  const { dialog, open, close } = useDialog<UserField | 'add'>()
  const add = () => open('add')
  const columns = useColumns(open)
  return (
    <Page
      title={t('features.fields.page')}
      description={t('features.fields.userWarning')}
      actions={
        <AddFieldButton
          action={createUserField}
          count={fields.data?.Fields.length}
          most={MOST_CUSTOM_FIELDS}
          onAdd={add}
          primary
        />
      }
    >
      <Loaded query={fields} rows={6}>
        {({ Fields }) => (
          <Table<UserField>
            className="ys-table"
            size="small"
            rowKey="Key"
            pagination={false}
            scroll={{ x: 740 }}
            dataSource={Fields}
            columns={columns}
            locale={{
              emptyText: (
                <NoFields
                  hint={t('features.fields.userEmpty')}
                  action={createUserField}
                  onAdd={add}
                />
              ),
            }}
          />
        )}
      </Loaded>
      <AddUserFieldDialog appId={appId} open={dialog === 'add'} onClose={close} />
      {dialog !== undefined && dialog !== 'add' && (
        <EditRightsDialog appId={appId} field={dialog} onClose={close} />
      )}
    </Page>
  )
}

function useColumns(onEdit: (field: UserField) => void): TableColumnsType<UserField> {
  const { t } = useTranslation()
  const columns = useFieldColumns<UserField>(PROFILE_PREFIX)
  return [
    ...columns,
    ...fieldRightNames.map((name) => ({
      title: t(`features.fields.shortRights.${name}`),
      key: name,
      render: (_: unknown, field: UserField) => <Right given={field[name]} />,
    })),
    {
      title: t('features.fields.actions'),
      key: 'actions',
      fixed: 'end',
      width: 136,
      render: (_, field) => (
        <Allowed action={modifyUserField}>
          <Button
            type="link"
            size="small"
            className="ys-link-button"
            aria-label={t('features.fields.editRightsOf', { name: field.Key })}
            onClick={() => onEdit(field)}
          >
            {t('features.fields.editRights')}
          </Button>
        </Allowed>
      ),
    },
  ]
}

function Right({ given }: { given: boolean }) {
  const { t } = useTranslation()
  return given ? (
    <CheckOutlined className="ys-good" aria-label={t('features.fields.allow')} />
  ) : (
    <MinusOutlined className="ys-quiet" aria-label={t('features.fields.forbid')} />
  )
}
