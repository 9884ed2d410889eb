import { useTranslation } from 'react-i18next'
import { mergedRows } from './condition-rows.ts'
import { useOperatorText } from './use-operator-text.ts'
import type { StatementDraft } from './statement-draft.ts'

/** Names of a list that a sentence holds before it says how many more there are. */
const SPELLED_OUT = 6

/** A statement as a sentence. */
export function useStatementText(): (draft: StatementDraft) => string {
  const { t } = useTranslation()
  const operatorText = useOperatorText()
  const list = (names: readonly string[]) => {
    const more = names.length - SPELLED_OUT
    const shown = names.slice(0, SPELLED_OUT).join(t('policies.sentence.comma'))
    return more <= 0 ? shown : t('policies.sentence.more', { shown, total: more })
  }
  return ({ effect, service, actions, resources, conditions }) => {
    const sentence = t(`policies.sentence.${effect}`, {
      actions:
        actions === 'all'
          ? t('policies.sentence.allActions', { service: t(`policies.services.${service}`) })
          : list(actions.map((name) => `${service}:${name}`)),
      resources: resources === 'all' ? t('policies.sentence.allResources') : list(resources),
    })
    const wheres = mergedRows(conditions).map(({ key, operator, values, ifExist }) =>
      t(ifExist ? 'policies.sentence.conditionIfExist' : 'policies.sentence.condition', {
        key: t(`policies.keys.${key.slice(4) as 'ip'}`),
        operator: operatorText(operator),
        values: list(values),
      }),
    )
    if (wheres.length === 0) return sentence
    return t('policies.sentence.where', {
      sentence,
      conditions: wheres.join(t('policies.sentence.and')),
    })
  }
}
