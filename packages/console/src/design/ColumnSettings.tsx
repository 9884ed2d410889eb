import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useTranslation } from 'react-i18next'

interface ColumnSettingsProps<Key extends string> {
  readonly columns: readonly { readonly key: Key; readonly title: string }[]
  readonly shown: readonly Key[]
  /** `undefined` asks for the usual columns. */
  readonly onChange: (shown: readonly Key[] | undefined) => void
}

/** The gear beside a list, under which its optional columns are ticked. */
export function ColumnSettings<Key extends string>(props: ColumnSettingsProps<Key>) {
  const { t } = useTranslation()
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('common.columns.title')}
      content={<ColumnChecks {...props} />}
      // Beside the gear, so that the Tab key goes from it into the choice.
      getPopupContainer={(gear) => gear.parentElement ?? document.body}
    >
      <Button
        icon={<SettingOutlined />}
        aria-label={t('common.columns.title')}
        aria-haspopup="dialog"
      />
    </Popover>
  )
}

function ColumnChecks<Key extends string>({ columns, shown, onChange }: ColumnSettingsProps<Key>) {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={t('common.columns.title')}>
      <Checkbox.Group<Key>
        className="ys-stacked-choices"
        value={[...shown]}
        options={columns.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={onChange}
      />
      <Button
        type="link"
        size="small"
        className="ys-link-button ys-gap-above"
        onClick={() => onChange(undefined)}
      >
        {t('common.columns.reset')}
      </Button>
    </div>
  )
}
