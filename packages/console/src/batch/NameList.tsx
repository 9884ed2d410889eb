import { useTranslation } from 'react-i18next'

/** How many names are shown before the rest is only counted. */
const NAMES_SHOWN = 8

/** What an action is about to touch, by name. */
export function NameList({ names }: { names: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <>
      <ul className="ys-names">
        {names.slice(0, NAMES_SHOWN).map((name) => (
          <li key={name} className="ys-mono">
            {name}
          </li>
        ))}
      </ul>
      {names.length > NAMES_SHOWN && t('common.batch.more', { total: names.length - NAMES_SHOWN })}
    </>
  )
}
