import type { FriendField } from '@yanshu/protocol'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyText } from '../../design/CopyText.tsx'

/** Name and type of a custom field; the name as programs use it. */
export function useFieldColumns<Row extends FriendField>(prefix: string): TableColumnsType<Row> {
  const { t } = useTranslation()
  return [
    {
      title: t('features.fields.name'),
      key: 'name',
      width: 244,
      rowScope: 'row',
      render: (_, { Key }) => <CopyText text={prefix + Key} label={prefix + Key} />,
    },
    {
      title: t('features.fields.type'),
      key: 'type',
      render: (_, { Type }) => t(`features.fields.types.${Type}`),
    },
  ]
}
