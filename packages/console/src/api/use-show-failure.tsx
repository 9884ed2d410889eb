import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { PermissionBox } from '../design/PermissionBox.tsx'
import { isDenied, MUST_CHANGE_PASSWORD, SIGNED_OUT, toApiFailure } from './api-failure.ts'
import { failureText } from './failure-text.ts'
import { mayKey } from './use-may.ts'

/** A page of their own stands before everything already. */
const SHOWN_BY_PAGE: ReadonlySet<string> = new Set([SIGNED_OUT, MUST_CHANGE_PASSWORD])

/** Shows a failed request: a notice at the upper right, or the permission box where a right is missing. */
export function useShowFailure(): (error: unknown) => void {
  const { notification, modal } = App.useApp()
  const { t } = useTranslation()
  const cache = useQueryClient()
  return useCallback(
    (error) => {
      if (SHOWN_BY_PAGE.has(toApiFailure(error).code)) return
      if (isDenied(error)) {
        // What the page believed to be allowed is not, or no longer.
        void cache.invalidateQueries({ queryKey: [mayKey] })
        modal.error({
          title: t('errors.denied.title'),
          content: <PermissionBox failure={error} bare />,
          width: 560,
        })
        return
      }
      const { title, detail, requestId } = failureText(error, t)
      const description = [detail, requestId && `${t('errors.requestId')} ${requestId}`]
        .filter(Boolean)
        .join('\n')
      notification.error({
        title,
        description: description && <span className="ys-prewrap">{description}</span>,
        duration: 6,
      })
    },
    [notification, modal, t, cache],
  )
}
