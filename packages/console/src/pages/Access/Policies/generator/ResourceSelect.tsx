import { describeIMAppList } from '@yanshu/protocol'
import type { CloudService } from '@yanshu/protocol'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { useSession } from '../../../../api/use-session.ts'
import { useSettled } from '../../../../app/use-settled.ts'

interface ResourceSelectProps {
  readonly service: CloudService
  readonly value: readonly string[]
  readonly onChange: (resources: readonly string[]) => void
}

const SHOWN = 50
const SETTLE_MS = 250

/** Six-segment names, typed or pasted several at once; apps can be picked by their names. */
export function ResourceSelect({ service, value, onChange }: ResourceSelectProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const options = useAppOptions(service, typed)
  return (
    <Select<string[]>
      mode="tags"
      className="ys-mono"
      aria-label={t('policies.generator.resources')}
      placeholder={t('policies.generator.resourcePlaceholder')}
      tokenSeparators={[',', ' ', '\n']}
      value={[...value]}
      options={options}
      // A name of a resource says more in its place than the name of an app does.
      optionLabelProp="value"
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      onChange={(names) => {
        setTyped('')
        onChange(names.map((name) => name.trim()).filter(Boolean))
      }}
    />
  )
}

function useAppOptions(service: CloudService, typed: string) {
  const { t } = useTranslation()
  const keyword = useSettled(typed.trim(), SETTLE_MS)
  const isIm = service === 'im'
  const session = useSession()
  const apps = useActionQuery(
    describeIMAppList,
    { Offset: 0, Limit: SHOWN, ...(keyword === '' ? {} : { Keyword: keyword }) },
    { enabled: isIm && !keyword.startsWith('qcs:'), keepPrevious: true },
  )
  const nameOf = (id: number | '*') => `qcs::im::uin/${session.data?.ownerUin ?? ''}:sdkappid/${id}`
  if (!isIm) return []
  const all = [
    { value: nameOf('*'), label: t('policies.generator.everyApp') },
    ...(apps.data?.AppList ?? []).map(({ SDKAppID, AppName }) => ({
      value: nameOf(SDKAppID),
      label: `${AppName} (${SDKAppID})`,
    })),
  ]
  // Of what does not fit the first would be taken by Enter, in the place of what was typed.
  const wanted = typed.trim().toLowerCase()
  return all.filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(wanted))
}
