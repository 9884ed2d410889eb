import { setConfInfo } from '@yanshu/protocol'
import type { GroupType } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { useDialog } from '../../design/use-dialog.ts'

interface TypesCardProps<Type extends GroupType> {
  readonly title: string
  readonly hint: string
  readonly types: readonly Type[]
  readonly column: string
  readonly render: (type: Type) => ReactNode
  readonly renderDialog: (type: Type, title: string, close: () => void) => ReactNode
}

/** A setting that each type of groups has of its own, one row a type. */
export function TypesCard<Type extends GroupType>(props: TypesCardProps<Type>) {
  const { t } = useTranslation()
  const { title, types, renderDialog } = props
  const { dialog, open, close } = useDialog<Type>()
  const titleOf = (type: Type) =>
    t('groupconf.ofType', { setting: title, type: t(`common.groupTypes.${type}`) })
  return (
    <SettingsCard title={title}>
      <p className="ys-dialog-hint">{t('groupconf.delayed', { hint: props.hint })}</p>
      <Table<{ readonly type: Type }>
        className="ys-table ys-types"
        size="small"
        rowKey="type"
        pagination={false}
        dataSource={types.map((type) => ({ type }))}
        columns={[
          {
            title: t('groupconf.type'),
            key: 'type',
            width: 190,
            rowScope: 'row',
            render: (_, { type }) => t(`common.groupTypes.${type}`),
          },
          { title: props.column, key: 'value', render: (_, { type }) => props.render(type) },
          {
            title: t('features.fields.actions'),
            key: 'actions',
            width: 90,
            render: (_, { type }) => (
              <Allowed action={setConfInfo}>
                <Button
                  type="link"
                  size="small"
                  className="ys-link-button"
                  aria-label={t('groupconf.editOf', {
                    setting: title,
                    type: t(`common.groupTypes.${type}`),
                  })}
                  onClick={() => open(type)}
                >
                  {t('common.edit')}
                </Button>
              </Allowed>
            ),
          },
        ]}
      />
      {dialog !== undefined && renderDialog(dialog, titleOf(dialog), close)}
    </SettingsCard>
  )
}
