import { useTranslation } from 'react-i18next'

/** The state of a switch as a dot and a word, or more words where more is to be said. */
export function OnOff({ on, text }: { on: boolean; text?: string }) {
  const { t } = useTranslation()
  return (
    <span className={on ? 'ys-status ys-status--enabled' : 'ys-status'}>
      <i aria-hidden />
      {text ?? t(on ? 'features.on' : 'features.off')}
    </span>
  )
}
