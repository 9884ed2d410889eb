import { listedActions, listUsers } from '@yanshu/protocol'
import { AutoComplete, Button, DatePicker, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { notedOption } from '../../../design/noted-option.tsx'
import type { Question } from './question.ts'
import { isAskable } from './question.ts'
import { SimulatedResource } from './SimulatedResource.tsx'

interface QuestionFormProps {
  readonly question: Question
  readonly isAsking: boolean
  readonly onAsk: (question: Question) => void
}

/** Who, what, on what, from where and when. */
export function QuestionForm({ question, isAsking, onAsk }: QuestionFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(question)
  const change = (part: Partial<Question>) => setDraft({ ...draft, ...part })
  return (
    <Form layout="vertical" onFinish={() => isAskable(draft) && onAsk(draft)}>
      <Form.Item label={t('simulator.fields.user')} htmlFor="simulated-user" required>
        <UserSelect value={draft.user} onChange={(user) => change({ user })} />
      </Form.Item>
      <Form.Item label={t('simulator.fields.action')} htmlFor="simulated-action" required>
        <ActionInput value={draft.action} onChange={(action) => change({ action })} />
      </Form.Item>
      <Form.Item
        label={t('simulator.fields.resource')}
        htmlFor="simulated-resource"
        extra={t('simulator.fields.resourceHint')}
      >
        <SimulatedResource value={draft.resource} onChange={(resource) => change({ resource })} />
      </Form.Item>
      <div className="ys-form-columns">
        <Form.Item
          label={t('simulator.fields.ip')}
          htmlFor="simulated-ip"
          extra={t('simulator.fields.ipHint')}
        >
          <Input
            id="simulated-ip"
            className="ys-mono"
            maxLength={45}
            value={draft.ip}
            onChange={({ target }) => change({ ip: target.value.trim() })}
          />
        </Form.Item>
        <Form.Item
          label={t('simulator.fields.time')}
          htmlFor="simulated-time"
          extra={t('simulator.fields.timeHint')}
        >
          <DatePicker
            id="simulated-time"
            showTime
            value={draft.time === '' ? null : dayjs(draft.time)}
            onChange={(time) => change({ time: time ? time.toISOString() : '' })}
          />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={isAsking} disabled={!isAskable(draft)}>
        {t('simulator.submit')}
      </Button>
    </Form>
  )
}

interface FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

function UserSelect({ value, onChange }: FieldProps) {
  const { t } = useTranslation()
  const users = useActionQuery(listUsers, {})
  const options = (users.data?.Data ?? []).map(({ Uin, Name, Remark }) => ({
    value: String(Uin),
    label: Name,
    note: [String(Uin), Remark].filter(Boolean).join(' · '),
  }))
  // A user of the address may be gone, or not be listed to whoever asks.
  const isListed = value === '' || options.some((option) => option.value === value)
  return (
    <Select
      id="simulated-user"
      aria-label={t('simulator.fields.user')}
      placeholder={t('simulator.fields.userPlaceholder')}
      loading={users.isFetching}
      value={value === '' ? null : value}
      options={isListed ? options : [...options, { value, label: value, note: '' }]}
      showSearch={{
        filterOption: (typed, option) =>
          `${option?.label} ${option?.note}`.toLowerCase().includes(typed.trim().toLowerCase()),
      }}
      optionRender={notedOption}
      notFoundContent={t('policies.principals.noUsers')}
      onChange={(uin: string | null) => onChange(uin ?? '')}
    />
  )
}

const services = ['im', 'cam', 'tag'] as const

const actionNames = services.flatMap((service) =>
  listedActions(service).flatMap(({ actions }) =>
    actions.filter(({ row }) => row !== undefined).map(({ name }) => `${service}:${name}`),
  ),
)

/** Any action may be typed; those that are served are offered. */
function ActionInput({ value, onChange }: FieldProps) {
  const { t } = useTranslation()
  const wanted = value.trim().toLowerCase()
  return (
    <AutoComplete
      id="simulated-action"
      className="ys-mono"
      aria-label={t('simulator.fields.action')}
      placeholder={t('simulator.fields.actionPlaceholder')}
      value={value}
      options={actionNames
        .filter((name) => name.toLowerCase().includes(wanted))
        .map((name) => ({ value: name }))}
      onChange={(typed: string) => onChange(typed.trim())}
    />
  )
}
