import { useTranslation } from 'react-i18next'

/** The state of a switch as a dot and a word. */
export function OnOff({ on }: { on: boolean }) {
  const { t } = useTranslation()
  return (
    <span className={on ? 'ys-status ys-status--enabled' : 'ys-status'}>
      <i aria-hidden />
      {t(on ? 'features.on' : 'features.off')}
    </span>
  )
}
