import type { AppItem } from '@yanshu/protocol'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ConfChanges } from './conf-changes.ts'
import { SettingCard } from './SettingCard.tsx'
import { SettingDialog } from './SettingDialog.tsx'

interface NumberCardProps {
  readonly app: AppItem
  readonly title: string
  readonly value: string
  readonly hint: string
  readonly sdk?: string
  readonly inPlan?: boolean
  readonly initial: number
  readonly min: number
  readonly max: number
  readonly unit: string
  /** Whether parts of the unit may be typed. */
  readonly isFine?: boolean
  readonly changesOf: (value: number) => ConfChanges
}

/** A setting that is a number. */
export function NumberCard(props: NumberCardProps) {
  const { t } = useTranslation()
  const { app, title, inPlan = true, min, max } = props
  return (
    <SettingCard
      title={title}
      value={props.value}
      hint={props.hint}
      sdk={props.sdk}
      premiumFor={inPlan ? undefined : app}
      renderDialog={(open, close) => (
        <SettingDialog
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={{ value: props.initial }}
          changesOf={({ value }) => props.changesOf(value)}
        >
          <Form.Item
            name="value"
            label={title}
            extra={props.hint}
            rules={[{ required: true, message: t('common.rules.required') }]}
          >
            <InputNumber
              autoFocus
              min={min}
              max={max}
              {...(props.isFine ? {} : { precision: 0 })}
              suffix={props.unit}
              className="ys-number"
            />
          </Form.Item>
        </SettingDialog>
      )}
    />
  )
}
