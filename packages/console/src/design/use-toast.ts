import { App } from 'antd'
import { useCallback } from 'react'

/** Reports a success at the upper right. */
export function useToast(): (title: string) => void {
  const { notification } = App.useApp()
  return useCallback((title) => notification.success({ title, duration: 3 }), [notification])
}
