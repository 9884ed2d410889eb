import type { CloudAction } from '@yanshu/protocol'
import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { useMays } from '../api/use-may.ts'

/** One page of the navigation, and the action that reads what it shows. */
export interface NavigationEntry {
  readonly to: string
  readonly icon: ReactNode
  readonly label: string
  readonly reads: CloudAction
}

/** Entries that stand together, under a title where they have one. */
export interface NavigationPart {
  readonly key: string
  readonly title?: string
  readonly entries: readonly NavigationEntry[]
}

export interface NavigationGroupProps extends Omit<NavigationPart, 'key'> {
  readonly appId?: number
}

/** Entries of the navigation under their title, without those whose page the person may not read. */
export function NavigationGroup({ title, entries, appId }: NavigationGroupProps) {
  const mays = useMays(entries.map(({ reads }) => ({ action: reads, appId })))
  const shown = entries.filter((_, at) => mays[at] !== 'no')
  if (shown.length === 0) return undefined
  // Until it is known what may be read, the entries hold their place without showing.
  const isWaiting = mays.includes('unknown')
  return (
    <div style={isWaiting ? { visibility: 'hidden' } : undefined}>
      {title !== undefined && <div className="ys-side__group">{title}</div>}
      {shown.map(({ to, icon, label }) => (
        <NavLink key={to} to={to} className="ys-side__entry">
          {icon}
          <span>{label}</span>
        </NavLink>
      ))}
    </div>
  )
}
