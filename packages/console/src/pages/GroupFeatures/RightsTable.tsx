import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { fieldLevels, ownRights } from '@yanshu/protocol'
import type { GroupType } from '@yanshu/protocol'
import { Button, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { freeTypes } from './field-form.ts'
import type { TypeRights } from './field-form.ts'

interface RightsTableProps {
  readonly choices: readonly TypeRights[]
  /** Lines at the beginning whose types were saved, and stay. */
  readonly kept: number
  readonly hasOwn: boolean
}

type Rows = readonly (TypeRights | undefined)[]

/** Who reads and writes a field, one line a type of groups; each type once, one line at least. */
export function RightsTable({ choices, kept, hasOwn }: RightsTableProps) {
  const { t } = useTranslation()
  const rows = Form.useWatch<Rows | undefined>('Types') ?? []
  const free = freeTypes(
    choices.map(({ Type }) => Type),
    rows,
  )
  return (
    <Form.List name="Types">
      {(lines, { add, remove }) => (
        <>
          <div className={hasOwn ? 'ys-rights-table ys-rights-table--own' : 'ys-rights-table'}>
            <table>
              <HeadLine hasOwn={hasOwn} />
              <tbody>
                {lines.map(({ key, name }) => (
                  <RightsLine
                    key={key}
                    name={name}
                    type={rows[name]?.Type}
                    free={free}
                    isKept={name < kept}
                    hasOwn={hasOwn}
                    {...(name < kept || lines.length === 1 ? {} : { onRemove: () => remove(name) })}
                  />
                ))}
              </tbody>
            </table>
          </div>
          <Button
            type="link"
            size="small"
            className="ys-link-button"
            icon={<PlusOutlined />}
            disabled={free.length === 0}
            onClick={() => add(choices.find(({ Type }) => Type === free[0]))}
          >
            {t('groupconf.fields.addType')}
          </Button>
          <p className="ys-dialog-hint ys-levels-hint">{t('groupconf.fields.levelsHint')}</p>
        </>
      )}
    </Form.List>
  )
}

function HeadLine({ hasOwn }: { hasOwn: boolean }) {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        <th>{t('groupconf.type')}</th>
        <th>{t('groupconf.fields.read')}</th>
        <th>{t('groupconf.fields.write')}</th>
        {hasOwn && <th>{t('groupconf.fields.own')}</th>}
        <th>{t('groupconf.fields.actions')}</th>
      </tr>
    </thead>
  )
}

interface RightsLineProps {
  readonly name: number
  readonly type: GroupType | undefined
  readonly free: readonly GroupType[]
  readonly isKept: boolean
  readonly hasOwn: boolean
  /** Absent where the line has to stay. */
  readonly onRemove?: () => void
}

function RightsLine({ name, type, free, isKept, hasOwn, onRemove }: RightsLineProps) {
  const { t } = useTranslation()
  const typeName = type === undefined ? '' : t(`common.groupTypes.${type}`)
  const labelOf = (column: string) => t('groupconf.fields.cellOf', { column, type: typeName })
  const types = type === undefined ? free : [type, ...free]
  return (
    <tr>
      <td>
        <Form.Item name={[name, 'Type']}>
          <Select
            aria-label={labelOf(t('groupconf.type'))}
            disabled={isKept}
            options={types.map((one) => ({ value: one, label: t(`common.groupTypes.${one}`) }))}
          />
        </Form.Item>
      </td>
      <td>
        <Form.Item name={[name, 'Read']}>
          <Select
            aria-label={labelOf(t('groupconf.fields.read'))}
            options={fieldLevels.map((level) => ({
              value: level,
              label: t(`groupconf.fields.readLevels.${level}`),
            }))}
          />
        </Form.Item>
      </td>
      <td>
        <Form.Item name={[name, 'Write']}>
          <Select
            aria-label={labelOf(t('groupconf.fields.write'))}
            options={fieldLevels.map((level) => ({
              value: level,
              label: t(`groupconf.fields.writeLevels.${level}`),
            }))}
          />
        </Form.Item>
      </td>
      {hasOwn && (
        <td>
          <Form.Item name={[name, 'Own']}>
            <Select
              aria-label={labelOf(t('groupconf.fields.own'))}
              options={ownRights.map((right) => ({
                value: right,
                label: t(`groupconf.fields.ownRights.${right}`),
              }))}
            />
          </Form.Item>
        </td>
      )}
      <td>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t('groupconf.fields.removeType', { type: typeName })}
          disabled={onRemove === undefined}
          {...(onRemove ? { onClick: onRemove } : {})}
        />
      </td>
    </tr>
  )
}
