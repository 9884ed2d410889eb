import type { CloudAction } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { linesOf } from './field-form.ts'
import type { FieldLine, TypedField, TypeRights } from './field-form.ts'

interface FieldsTableProps<Rights extends TypeRights> {
  readonly fields: readonly TypedField<Rights>[]
  readonly hasOwn: boolean
  readonly modifyAction: CloudAction
  readonly empty: ReactNode
  readonly onEdit: (field: TypedField<Rights>) => void
}

/** Custom fields, one line a type of groups. */
export function FieldsTable<Rights extends TypeRights>(props: FieldsTableProps<Rights>) {
  return (
    <Table<FieldLine<Rights>>
      className="ys-table ys-field-table"
      size="small"
      rowKey={({ field, rights }) => `${field.Key} ${rights.Type}`}
      pagination={false}
      scroll={{ x: 720 }}
      dataSource={linesOf(props.fields)}
      columns={useColumns(props)}
      locale={{ emptyText: props.empty }}
    />
  )
}

function useColumns<Rights extends TypeRights>({
  hasOwn,
  modifyAction,
  onEdit,
}: FieldsTableProps<Rights>): TableColumnsType<FieldLine<Rights>> {
  const { t } = useTranslation()
  const spanning = ({ span }: FieldLine<Rights>) => ({ rowSpan: span })
  return [
    {
      title: t('groupconf.fields.name'),
      key: 'name',
      width: 200,
      rowScope: 'row',
      onCell: spanning,
      render: (_, { field }) => <CopyText text={field.Key} label={field.Key} />,
    },
    {
      title: t('groupconf.type'),
      key: 'type',
      render: (_, { rights }) => t(`common.groupTypes.${rights.Type}`),
    },
    {
      title: t('groupconf.fields.read'),
      key: 'read',
      render: (_, { rights }) => t(`groupconf.fields.readLevels.${rights.Read}`),
    },
    {
      title: t('groupconf.fields.write'),
      key: 'write',
      render: (_, { rights }) => t(`groupconf.fields.writeLevels.${rights.Write}`),
    },
    ...(hasOwn
      ? [
          {
            title: t('groupconf.fields.own'),
            key: 'own',
            render: (_: unknown, { rights }: FieldLine<Rights>) =>
              'Own' in rights ? t(`groupconf.fields.ownRights.${rights.Own}`) : '-',
          },
        ]
      : []),
    {
      title: t('groupconf.fields.actions'),
      key: 'actions',
      width: 90,
      onCell: spanning,
      render: (_, { field }) => (
        <Allowed action={modifyAction}>
          <Button
            type="link"
            size="small"
            className="ys-link-button"
            aria-label={t('groupconf.fields.edit', { name: field.Key })}
            onClick={() => onEdit(field)}
          >
            {t('common.edit')}
          </Button>
        </Allowed>
      ),
    },
  ]
}
