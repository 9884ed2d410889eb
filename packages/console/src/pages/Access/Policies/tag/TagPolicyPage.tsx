import { Button, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../../../design/Page.tsx'
import { FinishStep } from '../create/FinishStep.tsx'
import { DocumentView } from '../DocumentView.tsx'
import { policyText } from '../generator/statement-draft.ts'
import { PoliciesBackLink } from '../PoliciesBackLink.tsx'
import type { Principal } from '../principals/principals.ts'
import type { TagForm } from './tag-form.ts'
import { emptyTagForm, isComplete, tagDraft } from './tag-form.ts'
import { tagPolicy } from './tag-policy.ts'
import { TagScopeCard } from './TagScopeCard.tsx'
import { TagsCard } from './TagsCard.tsx'
import { WhoCard } from './WhoCard.tsx'

/** 按标签授权: who may do what with the apps that carry which tags. */
export function TagPolicyPage() {
  const { t } = useTranslation()
  const [isFinishing, setFinishing] = useState(false)
  const [form, setForm] = useState<TagForm>(emptyTagForm)
  const [principals, setPrincipals] = useState<readonly Principal[]>([])
  const change = (part: Partial<TagForm>) => setForm((before) => ({ ...before, ...part }))
  const document = policyText(tagPolicy(tagDraft(form)))
  return (
    <Page
      title={t('policies.ways.tag.title')}
      description={<PoliciesBackLink text={t('policies.ways.tag.hint')} />}
    >
      <Steps
        className="ys-steps"
        size="small"
        current={isFinishing ? 1 : 0}
        items={[{ title: t('policies.tag.edit') }, { title: t('policies.create.review') }]}
      />
      {isFinishing ? (
        <FinishStep
          mode={4}
          document={document}
          principals={principals}
          submitText={t('policies.create.finish')}
          onBack={() => setFinishing(false)}
        >
          <DocumentView text={document} label={t('policies.fields.document')} />
        </FinishStep>
      ) : (
        <div className="ys-stack">
          <WhoCard value={principals} onChange={setPrincipals} />
          <TagsCard rows={form.rows} onChange={(rows) => change({ rows })} />
          <TagScopeCard form={form} onChange={change} />
          <div className="ys-wizard-foot">
            <Button type="primary" disabled={!isComplete(form)} onClick={() => setFinishing(true)}>
              {t('policies.create.next')}
            </Button>
          </div>
        </div>
      )}
    </Page>
  )
}
