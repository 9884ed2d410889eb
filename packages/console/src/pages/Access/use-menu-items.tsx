import type { CloudAction } from '@yanshu/protocol'
import type { MenuProps } from 'antd'
import { useMissing } from '../../design/use-missing.ts'

export interface MenuChoice {
  readonly key: string
  readonly label: string
  /** What it takes; the entry is disabled where the person may not do it. */
  readonly action: CloudAction
  readonly danger?: boolean
  /** Why it makes no sense here; the entry is disabled then. */
  readonly reason?: string | undefined
  readonly onClick: () => void
}

type Items = Exclude<MenuProps['items'], undefined>

/** Entries of a menu; what cannot be done is disabled, with the reason below its name. */
export function useMenuItems(choices: readonly MenuChoice[]): Items {
  const missing = useMissing(choices.map(({ action }) => action))
  return choices.map(({ key, label, danger = false, onClick, ...choice }, at) => {
    const reason = choice.reason ?? missing[at]
    return {
      key,
      danger,
      disabled: reason !== undefined,
      label: reason ? <WithReason label={label} reason={reason} /> : label,
      onClick,
    }
  })
}

function WithReason({ label, reason }: { label: string; reason: string }) {
  return (
    <>
      {label}
      <div className="ys-menu-reason">{reason}</div>
    </>
  )
}
