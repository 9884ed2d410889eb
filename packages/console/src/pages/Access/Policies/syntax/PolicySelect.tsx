import { listPolicies } from '@yanshu/protocol'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { useSettled } from '../../../../app/use-settled.ts'
import { notedOption } from '../../../../design/noted-option.tsx'

interface PolicySelectProps {
  readonly id: string
  readonly value: number | undefined
  readonly onChange: (policyId: number) => void
}

interface Option {
  readonly value: number
  readonly label: string
  readonly note: string
}

const SHOWN = 50
const SETTLE_MS = 250

/** Chooses one policy; the server searches names and descriptions. */
export function PolicySelect({ id, value, onChange }: PolicySelectProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const keyword = useSettled(typed.trim(), SETTLE_MS)
  const policies = useActionQuery(
    listPolicies,
    { Page: 1, Rp: SHOWN, Scope: 'All', ...(keyword === '' ? {} : { Keyword: keyword }) },
    { keepPrevious: true },
  )
  return (
    <Select<number, Option>
      id={id}
      aria-label={t('policies.syntax.source')}
      placeholder={t('policies.syntax.sourcePlaceholder')}
      loading={policies.isFetching}
      {...(value === undefined ? {} : { value })}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      options={(policies.data?.List ?? []).map(({ PolicyId, PolicyName, Description, Type }) => ({
        value: PolicyId,
        label: PolicyName,
        note: [t(Type === 2 ? 'policies.types.QCS' : 'policies.types.Local'), Description]
          .filter(Boolean)
          .join(' · '),
      }))}
      optionRender={notedOption}
      onChange={onChange}
    />
  )
}
