import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../../design/EmptyState.tsx'
import type { StatementDraft } from './statement-draft.ts'
import { useStatementText } from './use-statement-text.ts'

interface StatementListProps {
  readonly drafts: readonly StatementDraft[]
  readonly editing: number | undefined
  readonly onEdit: (index: number) => void
  readonly onRemove: (index: number) => void
}

/** The statements so far, each as a sentence. */
export function StatementList({ drafts, editing, onEdit, onRemove }: StatementListProps) {
  const { t } = useTranslation()
  const textOf = useStatementText()
  if (drafts.length === 0) {
    return (
      <EmptyState
        title={t('policies.generator.empty.title')}
        hint={t('policies.generator.empty.hint')}
      />
    )
  }
  return (
    <ol className="ys-statements">
      {drafts.map((draft, index) => {
        const text = textOf(draft)
        const nameOf = (action: string) =>
          t('common.rowAction', { action, what: String(index + 1) })
        return (
          // The same statement may be there twice.
          // oxlint-disable-next-line react/no-array-index-key -- the place is its name
          <li key={`${index} ${text}`}>
            <Tag color={draft.effect === 'allow' ? 'success' : 'error'}>
              {t(`policies.effects.${draft.effect}`)}
            </Tag>
            <p>{text}</p>
            <Button
              type="text"
              size="small"
              icon={<EditOutlined />}
              disabled={editing === index}
              aria-label={nameOf(t('common.edit'))}
              onClick={() => onEdit(index)}
            />
            <Button
              type="text"
              size="small"
              danger
              icon={<DeleteOutlined />}
              aria-label={nameOf(t('common.delete'))}
              onClick={() => onRemove(index)}
            />
          </li>
        )
      })}
    </ol>
  )
}
