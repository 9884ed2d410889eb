import { describeIMAppList } from '@yanshu/protocol'
import { AutoComplete } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { useSession } from '../../../api/use-session.ts'
import { useSettled } from '../../../app/use-settled.ts'

interface SimulatedResourceProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

const SHOWN = 50
const SETTLE_MS = 250

/** A six-segment name; apps are offered by their names. */
export function SimulatedResource({ value, onChange }: SimulatedResourceProps) {
  const { t } = useTranslation()
  const typed = useSettled(value, SETTLE_MS)
  const isName = typed.startsWith('qcs:') || typed === '*'
  const session = useSession()
  const apps = useActionQuery(
    describeIMAppList,
    { Offset: 0, Limit: SHOWN, ...(isName || typed === '' ? {} : { Keyword: typed }) },
    { keepPrevious: true },
  )
  const options = (apps.data?.AppList ?? []).map(({ SDKAppID, AppName }) => ({
    value: `qcs::im::uin/${session.data?.ownerUin ?? ''}:sdkappid/${SDKAppID}`,
    label: `${AppName} (${SDKAppID})`,
  }))
  return (
    <AutoComplete
      id="simulated-resource"
      className="ys-mono"
      aria-label={t('simulator.fields.resource')}
      placeholder={t('simulator.fields.resourcePlaceholder')}
      allowClear
      value={value}
      options={options}
      onChange={(next: string | undefined) => onChange((next ?? '').trim())}
    />
  )
}
