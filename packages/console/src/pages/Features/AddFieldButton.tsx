import { PlusOutlined } from '@ant-design/icons'
import type { CloudAction } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'

interface AddFieldButtonProps {
  /** What adds a field. */
  readonly action: CloudAction
  /** Undefined while it is not known. */
  readonly count: number | undefined
  readonly most: number
  readonly label?: string
  readonly onAdd: () => void
  readonly primary?: boolean
}

/** How many fields there are of how many, and the button for one more. */
export function AddFieldButton(props: AddFieldButtonProps) {
  const { action, count, most, onAdd, primary = false } = props
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
      <Allowed action={action}>
        <Button
          type={primary ? 'primary' : 'default'}
          size={primary ? 'middle' : 'small'}
          icon={<PlusOutlined />}
          disabled={count === undefined || full}
          onClick={onAdd}
        >
          {props.label ?? t('features.fields.add')}
        </Button>
      </Allowed>
    </span>
  )
}
