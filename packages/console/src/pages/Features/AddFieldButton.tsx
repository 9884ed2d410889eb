import { PlusOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'

interface AddFieldButtonProps {
  /** Undefined while it is not known. */
  readonly count: number | undefined
  readonly most: number
  readonly label?: string
  readonly onAdd: () => void
  readonly primary?: boolean
}

/** How many fields there are of how many, and the button for one more. */
export function AddFieldButton(props: AddFieldButtonProps) {
  const { count, most, onAdd, primary = false } = props
  const { t } = useTranslation()
  const full = count !== undefined && count >= most
  return (
    <span className="ys-row">
      {count !== undefined && (
        <span className="ys-quiet ys-digits">
          {full && `${t('features.fields.full')} `}
          {count} / {most}
        </span>
      )}
      <Tooltip title={full ? t('features.fields.full') : undefined}>
        <Button
          type={primary ? 'primary' : 'default'}
          size={primary ? 'middle' : 'small'}
          icon={<PlusOutlined />}
          disabled={count === undefined || full}
          onClick={onAdd}
        >
          {props.label ?? t('features.fields.add')}
        </Button>
      </Tooltip>
    </span>
  )
}
