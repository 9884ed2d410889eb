import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { bytesUpTo, requiredText } from '../../design/form-rules.ts'
import type { PushForm } from './push-form.ts'
import { tagFault } from './push-form.ts'

const targets = ['all', 'tags', 'attrs'] as const

/** Whom a push is for: everybody, or a condition of tags or of attributes. */
export function ConditionFields({ attrNames }: { attrNames: readonly string[] }) {
  const { t } = useTranslation()
  const target = Form.useWatch<PushForm['target']>('target')
  return (
    <>
      <Form.Item name="target" label={t('push.dialog.target')}>
        <Radio.Group
          aria-label={t('push.dialog.target')}
          options={targets.map((value) => ({ value, label: t(`push.targets.${value}`) }))}
        />
      </Form.Item>
      {target === 'tags' && <TagFields />}
      {target === 'attrs' && <AttrFields names={attrNames} />}
    </>
  )
}

function TagFields() {
  const { t } = useTranslation()
  return (
    <div className="ys-push__condition">
      <Form.Item
        name="tagsOr"
        label={t('push.dialog.tagsOr')}
        dependencies={['tagsAnd']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, tags: readonly string[] | undefined) => {
              const fault = tagFault(tags, getFieldValue('tagsAnd') as readonly string[])
              return fault === undefined
                ? Promise.resolve()
                : Promise.reject(new Error(t(`push.dialog.${fault}`)))
            },
          }),
        ]}
      >
        <TagInput />
      </Form.Item>
      <Form.Item name="tagsAnd" label={t('push.dialog.tagsAnd')}>
        <TagInput />
      </Form.Item>
    </div>
  )
}

/** Takes what `Form.Item` gives its field. */
function TagInput(props: object) {
  const { t } = useTranslation()
  return (
    <Select
      {...props}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', '，']}
      placeholder={t('push.dialog.tagsPlaceholder')}
    />
  )
}

function AttrFields({ names }: { names: readonly string[] }) {
  const { t } = useTranslation()
  if (names.length === 0) {
    return <Alert type="info" showIcon className="ys-gap-below" title={t('push.dialog.noAttrs')} />
  }
  return (
    <div className="ys-push__condition">
      <Form.Item name="match" label={t('push.dialog.match')}>
        <Radio.Group
          aria-label={t('push.dialog.match')}
          options={(['every', 'any'] as const).map((value) => ({
            value,
            label: t(`push.dialog.matches.${value}`),
          }))}
        />
      </Form.Item>
      <Form.List name="attrs">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <AttrRow
                key={key}
                at={name}
                names={names}
                onRemove={fields.length > 1 ? () => remove(name) : undefined}
              />
            ))}
            {fields.length < names.length && (
              <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
                {t('push.dialog.addAttr')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </div>
  )
}

interface AttrRowProps {
  readonly at: number
  readonly names: readonly string[]
  readonly onRemove: (() => void) | undefined
}

function AttrRow({ at, names, onRemove }: AttrRowProps) {
  const { t } = useTranslation()
  const chosen = Form.useWatch<PushForm['attrs']>('attrs') ?? []
  const isTaken = (name: string) =>
    chosen.some((attr, other) => other !== at && attr?.name === name)
  return (
    <div className="ys-push__attr">
      <Form.Item name={[at, 'name']} rules={[requiredText(t)]}>
        <Select
          aria-label={t('push.dialog.attrName')}
          placeholder={t('push.dialog.attrName')}
          options={names.map((name) => ({ value: name, label: name, disabled: isTaken(name) }))}
        />
      </Form.Item>
      <Form.Item name={[at, 'value']} rules={[requiredText(t), bytesUpTo(50, t)]}>
        <Input
          aria-label={t('push.dialog.attrValue')}
          placeholder={t('push.dialog.attrValue')}
          autoComplete="off"
        />
      </Form.Item>
      {onRemove && (
        <Button
          type="text"
          icon={<MinusCircleOutlined />}
          aria-label={t('push.dialog.removeAttr')}
          onClick={onRemove}
        />
      )}
    </div>
  )
}
