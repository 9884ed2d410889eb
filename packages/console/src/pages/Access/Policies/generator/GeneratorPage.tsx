import { Button, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../../../design/Page.tsx'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import { FinishStep } from '../create/FinishStep.tsx'
import { PoliciesBackLink } from '../PoliciesBackLink.tsx'
import { DocumentView } from '../DocumentView.tsx'
import type { StatementDraft } from './statement-draft.ts'
import { firstDraft, policyText, writtenPolicy } from './statement-draft.ts'
import { StatementForm } from './StatementForm.tsx'
import { StatementList } from './StatementList.tsx'

/** 按策略生成器创建: statements are put together from lists, then stored as a policy. */
export function GeneratorPage() {
  const { t } = useTranslation()
  const [isFinishing, setFinishing] = useState(false)
  const [drafts, setDrafts] = useState<readonly StatementDraft[]>([])
  const document = policyText(writtenPolicy(drafts))
  return (
    <Page
      title={t('policies.ways.generator.title')}
      description={<PoliciesBackLink text={t('policies.ways.generator.hint')} />}
    >
      <Steps
        className="ys-steps"
        size="small"
        current={isFinishing ? 1 : 0}
        items={[{ title: t('policies.generator.edit') }, { title: t('policies.create.review') }]}
      />
      {isFinishing ? (
        <FinishStep
          mode={3}
          document={document}
          submitText={t('policies.create.finish')}
          onBack={() => setFinishing(false)}
        >
          <DocumentView text={document} label={t('policies.fields.document')} />
        </FinishStep>
      ) : (
        <Statements drafts={drafts} onChange={setDrafts} onNext={() => setFinishing(true)} />
      )}
    </Page>
  )
}

interface StatementsProps {
  readonly drafts: readonly StatementDraft[]
  readonly onChange: (drafts: readonly StatementDraft[]) => void
  readonly onNext: () => void
}

function Statements({ drafts, onChange, onNext }: StatementsProps) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<number>()
  const store = (draft: StatementDraft) => {
    onChange(editing === undefined ? [...drafts, draft] : drafts.with(editing, draft))
    setEditing(undefined)
  }
  return (
    <div className="ys-stack">
      <StatementForm
        // Another statement in the form starts it anew.
        key={`${editing ?? 'new'} ${drafts.length}`}
        initial={editing === undefined ? firstDraft : (drafts[editing] ?? firstDraft)}
        isNew={editing === undefined}
        onStore={store}
        onCancel={() => setEditing(undefined)}
      />
      <SettingsCard title={t('policies.generator.statements', { total: drafts.length })}>
        <StatementList
          drafts={drafts}
          editing={editing}
          onEdit={setEditing}
          onRemove={(index) => {
            onChange(drafts.filter((_, at) => at !== index))
            setEditing(undefined)
          }}
        />
      </SettingsCard>
      <div className="ys-wizard-foot">
        <Button
          type="primary"
          disabled={drafts.length === 0 || editing !== undefined}
          onClick={onNext}
        >
          {t('policies.create.next')}
        </Button>
      </div>
    </div>
  )
}
