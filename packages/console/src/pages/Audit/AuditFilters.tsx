import { DownOutlined, SearchOutlined, UpOutlined } from '@ant-design/icons'
import { auditDoors, auditResults } from '@yanshu/protocol'
import { Button, DatePicker, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import type { Dayjs } from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionInput } from './ActionInput.tsx'
import type { AuditAddress, TextFilter } from './audit-address.ts'
import { nothingWanted, rangeOf, spans } from './audit-address.ts'

interface AuditFiltersProps {
  readonly address: AuditAddress
  readonly isLoading: boolean
  readonly onChange: (address: AuditAddress) => void
}

type Texts = Readonly<Record<TextFilter, string | undefined>>

/** Filters of which few are wanted at a time. */
const rare = ['door', 'ip', 'request', 'resource', 'text'] as const

/** What narrows the list. Choices count at once, texts with Enter or the button. */
export function AuditFilters({ address, isLoading, onChange }: AuditFiltersProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Texts>()
  const [isWide, setWide] = useState(rare.some((name) => address[name] !== ''))
  const submit = (time: Partial<AuditAddress> = {}) =>
    onChange({ ...address, ...trimmed(form.getFieldsValue()), ...time })
  const text = (name: TextFilter, label: string, hint?: string) => (
    <Form.Item name={name} label={label}>
      <Input allowClear maxLength={300} placeholder={hint} />
    </Form.Item>
  )
  return (
    <Form<Texts>
      form={form}
      layout="vertical"
      role="search"
      aria-label={t('audit.filter.label')}
      className="ys-audit__filters"
      initialValues={chosen(address)}
      onFinish={() => submit()}
    >
      <Form.Item label={t('audit.filter.time')} className="ys-audit__time">
        <TimeRange address={address} onChange={submit} />
      </Form.Item>
      {text('who', t('audit.filter.who'), t('audit.filter.whoHint'))}
      <Form.Item name="action" label={t('audit.filter.action')}>
        <ActionInput onChoose={() => submit()} />
      </Form.Item>
      {text('app', t('common.sdkAppId'))}
      <Form.Item name="result" label={t('audit.filter.result')}>
        <Select
          allowClear
          placeholder={t('audit.filter.any')}
          options={auditResults.map((value) => ({ value, label: t(`audit.results.${value}`) }))}
          onChange={() => submit()}
        />
      </Form.Item>
      {isWide && (
        <>
          <Form.Item name="door" label={t('audit.filter.door')}>
            <Select
              allowClear
              placeholder={t('audit.filter.any')}
              options={auditDoors.map((value) => ({ value, label: t(`audit.doors.${value}`) }))}
              onChange={() => submit()}
            />
          </Form.Item>
          {text('ip', t('audit.filter.ip'))}
          {text('request', t('audit.filter.requestId'))}
          {text('resource', t('audit.filter.resource'), t('audit.filter.resourceHint'))}
          {text('text', t('audit.filter.keyword'), t('audit.filter.keywordHint'))}
        </>
      )}
      <div className="ys-audit__buttons">
        <Button type="primary" htmlType="submit" icon={<SearchOutlined />} loading={isLoading}>
          {t('audit.filter.search')}
        </Button>
        <Button onClick={() => onChange(nothingWanted)}>{t('audit.filter.clear')}</Button>
        <Button
          type="link"
          icon={isWide ? <UpOutlined /> : <DownOutlined />}
          aria-expanded={isWide}
          onClick={() => setWide(!isWide)}
        >
          {t(isWide ? 'audit.filter.less' : 'audit.filter.more')}
        </Button>
      </div>
    </Form>
  )
}

interface TimeRangeProps {
  readonly address: AuditAddress
  readonly onChange: (time: Partial<AuditAddress>) => void
}

const spanNames = { 1: 'today', 7: 'week', 30: 'month', 90: 'quarter' } as const

function TimeRange({ address, onChange }: TimeRangeProps) {
  const { t } = useTranslation()
  const { StartTime, EndTime } = rangeOf(address)
  const end = EndTime === undefined ? dayjs().endOf('day') : dayjs.unix(EndTime)
  const spanOf = (days: number): [Dayjs, Dayjs] => [
    dayjs.unix(rangeOf({ ...nothingWanted, days }).StartTime),
    dayjs().endOf('day'),
  ]
  return (
    <DatePicker.RangePicker
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      allowClear={false}
      value={[dayjs.unix(StartTime), end]}
      placeholder={[t('audit.filter.from'), t('audit.filter.to')]}
      presets={spans.map((days) => ({
        label: t(`audit.filter.${spanNames[days]}`),
        value: spanOf(days),
      }))}
      onChange={(chosenTime) => {
        const [from, to] = chosenTime ?? []
        if (!from || !to) return
        const days = spans.find((one) => isSpan(spanOf(one), [from, to]))
        onChange(
          days ? { days, from: 0, to: 0 } : { days: 0, from: from.unix(), to: to.unix() + 1 },
        )
      }}
    />
  )
}

function isSpan(span: [Dayjs, Dayjs], [from, to]: [Dayjs, Dayjs]): boolean {
  return span[0].isSame(from, 'minute') && span[1].isSame(to, 'minute')
}

function chosen(address: AuditAddress): Texts {
  const { days: _, from: __, to: ___, ...texts } = address
  // A choice of nothing shows its placeholder.
  return { ...texts, result: texts.result || undefined, door: texts.door || undefined }
}

/** Filters that are hidden keep what the address says. */
function trimmed(values: Texts): Partial<AuditAddress> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value?.trim() ?? '']),
  )
}
