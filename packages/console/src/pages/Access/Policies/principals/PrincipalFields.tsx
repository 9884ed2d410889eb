import { listUserGroups, listUsers } from '@yanshu/protocol'
import { Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { useSettled } from '../../../../app/use-settled.ts'
import { notedOption } from '../../../../design/noted-option.tsx'
import type { Principal } from './principals.ts'

interface PrincipalFieldsProps {
  readonly value: readonly Principal[]
  readonly onChange: (value: readonly Principal[]) => void
}

/** Chooses users and groups. */
export function PrincipalFields({ value, onChange }: PrincipalFieldsProps) {
  const { t } = useTranslation()
  const of = (kind: Principal['kind']) => value.filter((principal) => principal.kind === kind)
  return (
    <>
      <Form.Item label={t('policies.principals.users')} htmlFor="policy-users">
        <UserSelect value={of('user')} onChange={(users) => onChange([...users, ...of('group')])} />
      </Form.Item>
      <Form.Item label={t('policies.principals.groups')} htmlFor="policy-groups">
        <GroupSelect
          value={of('group')}
          onChange={(groups) => onChange([...of('user'), ...groups])}
        />
      </Form.Item>
    </>
  )
}

interface Option {
  readonly value: number
  readonly label: string
  /** Beside the name, where names alone do not tell. */
  readonly note: string
}

function UserSelect({ value, onChange }: PrincipalFieldsProps) {
  const { t } = useTranslation()
  const users = useActionQuery(listUsers, {})
  const options = (users.data?.Data ?? []).map(({ Uin, Name, Remark }) => ({
    value: Uin,
    label: Name,
    note: [String(Uin), Remark].filter(Boolean).join(' · '),
  }))
  return (
    <Select<number[], Option>
      id="policy-users"
      mode="multiple"
      aria-label={t('policies.principals.users')}
      placeholder={t('policies.principals.usersPlaceholder')}
      loading={users.isFetching}
      value={value.map(({ id }) => id)}
      options={options}
      optionRender={notedOption}
      showSearch={{
        filterOption: (typed, option) =>
          `${option?.label} ${option?.note}`.toLowerCase().includes(typed.trim().toLowerCase()),
      }}
      notFoundContent={t('policies.principals.noUsers')}
      onChange={(ids) => onChange(principalsOf('user', ids, options, value))}
    />
  )
}

const GROUPS_SHOWN = 50
const SETTLE_MS = 250

function GroupSelect({ value, onChange }: PrincipalFieldsProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const keyword = useSettled(typed.trim(), SETTLE_MS)
  const groups = useActionQuery(
    listUserGroups,
    { Page: 1, Rp: GROUPS_SHOWN, ...(keyword === '' ? {} : { Keyword: keyword }) },
    { keepPrevious: true },
  )
  const options = (groups.data?.GroupInfo ?? []).map(({ GroupId, GroupName, Remark }) => ({
    value: GroupId,
    label: GroupName,
    note: Remark,
  }))
  // Whoever is chosen stays nameable while something else is looked for.
  const chosen = value
    .filter(({ id }) => !options.some((option) => option.value === id))
    .map(({ id, name }) => ({ value: id, label: name, note: '' }))
  return (
    <Select<number[], Option>
      id="policy-groups"
      mode="multiple"
      aria-label={t('policies.principals.groups')}
      placeholder={t('policies.principals.groupsPlaceholder')}
      loading={groups.isFetching}
      value={value.map(({ id }) => id)}
      options={[...options, ...chosen]}
      optionRender={notedOption}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      notFoundContent={t('policies.principals.noGroups')}
      onChange={(ids) => {
        setTyped('')
        onChange(principalsOf('group', ids, options, value))
      }}
    />
  )
}

function principalsOf(
  kind: Principal['kind'],
  ids: readonly number[],
  options: readonly Option[],
  before: readonly Principal[],
): readonly Principal[] {
  return ids.map((id) => {
    const known = before.find((principal) => principal.id === id)
    const name = options.find(({ value }) => value === id)?.label
    return known ?? { kind, id, name: name ?? String(id) }
  })
}
