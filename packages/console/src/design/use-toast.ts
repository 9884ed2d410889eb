import { App } from 'antd'
import { useCallback } from 'react'

/**
 * Reports a success at the upper right. It goes after its time also where the mouse rests on it: it
 * may lie over the button that is wanted next.
 */
export function useToast(): (title: string) => void {
  const { notification } = App.useApp()
  return useCallback(
    (title) => notification.success({ title, duration: 3, pauseOnHover: false }),
    [notification],
  )
}
