import { useCallback, useEffect, useRef, useState } from 'react'

/** Which dialog of a page is open. Once it is gone, the focus goes back to where it was before. */
export function useDialog<Dialog>() {
  const [dialog, setDialog] = useState<Dialog>()
  const opener = useRef<Element>(null)
  const open = useCallback((next: Dialog) => {
    opener.current = document.activeElement
    setDialog(() => next)
  }, [])
  const close = useCallback(() => setDialog(undefined), [])
  useEffect(() => {
    if (dialog !== undefined || !(opener.current instanceof HTMLElement)) return
    opener.current.focus()
    opener.current = null
  }, [dialog])
  return { dialog, open, close }
}
