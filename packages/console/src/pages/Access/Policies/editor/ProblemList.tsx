import type { PolicyProblem } from '@yanshu/protocol'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useProblemText } from './use-problem-text.ts'

interface ProblemListProps {
  readonly problems: readonly PolicyProblem[]
  /** Leads to the place of a problem, where the document is in an editor. */
  readonly onJump?: (problem: PolicyProblem) => void
}

/** What is wrong with a document, each problem with its place. */
export function ProblemList({ problems, onJump }: ProblemListProps) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  return (
    <Alert
      type="error"
      showIcon
      title={t('policies.editor.problems', { total: problems.length })}
      description={
        <ul className="ys-problems">
          {problems.map((problem) => (
            <li key={`${problem.line} ${problem.column} ${problem.path} ${problem.reason}`}>
              {onJump ? (
                <Button type="link" size="small" onClick={() => onJump(problem)}>
                  {textOf(problem)}
                </Button>
              ) : (
                textOf(problem)
              )}
            </li>
          ))}
        </ul>
      }
    />
  )
}
