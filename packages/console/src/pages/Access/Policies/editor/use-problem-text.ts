import type { PolicyProblem } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'

/** Says what is wrong with a document in the reader's language, and where. */
export function useProblemText(): (problem: PolicyProblem) => string {
  const { t } = useTranslation()
  return ({ line, path, reason, parameters }) => {
    const text = t(`policies.problems.${reason}`, { ...parameters })
    if (path === '') return t('policies.editor.line', { line, text })
    return t('policies.editor.at', { line, path, text })
  }
}
