import type { CloudAction } from '@yanshu/protocol'
import { Tooltip } from 'antd'
import { cloneElement } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { permissionOf, useMay } from '../api/use-may.ts'
import { useAppId } from '../app/use-app-id.ts'

interface AllowedProps {
  readonly action: CloudAction
  /** The app it acts on; that of the page's address where nothing is said. */
  readonly appId?: number
  /** What else than an app it acts on, as a six-segment name. */
  readonly resource?: string
  /** A control that can be disabled. */
  readonly children: ReactElement<{ disabled?: boolean }>
}

/** A control as it is where the person may use it; else disabled, with the permission that is missing. */
export function Allowed({ action, appId, resource, children }: AllowedProps) {
  const { t } = useTranslation()
  const here = useAppId()
  const may = useMay({ action, appId: appId ?? (here === 0 ? undefined : here), resource })
  if (may === 'yes') return children
  const disabled = cloneElement(children, { disabled: true })
  if (may === 'unknown') return disabled
  return (
    <Tooltip title={t('errors.denied.needs', { permission: permissionOf(action) })}>
      {/* A disabled control hears neither mouse nor keyboard; what is around it does. */}
      <span className="ys-not-allowed" tabIndex={0}>
        {disabled}
      </span>
    </Tooltip>
  )
}
