import { checkPolicyDocument } from '@yanshu/protocol'
import { Steps } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../../../design/Page.tsx'
import { FinishStep } from '../create/FinishStep.tsx'
import { PolicyEditor } from '../editor/PolicyEditor.tsx'
import { PoliciesBackLink } from '../PoliciesBackLink.tsx'
import { TemplateStep } from './TemplateStep.tsx'

/** 按策略语法创建: a template is chosen, then its JSON edited. */
export function SyntaxPage() {
  const { t } = useTranslation()
  const [text, setText] = useState<string>()
  return (
    <Page
      title={t('policies.ways.syntax.title')}
      description={<PoliciesBackLink text={t('policies.ways.syntax.hint')} />}
    >
      <Steps
        className="ys-steps"
        size="small"
        current={text === undefined ? 0 : 1}
        items={[{ title: t('policies.syntax.template') }, { title: t('policies.syntax.edit') }]}
      />
      {text === undefined ? (
        <TemplateStep onChoose={setText} />
      ) : (
        <EditStep text={text} onChange={setText} onBack={() => setText(undefined)} />
      )}
    </Page>
  )
}

interface EditStepProps {
  readonly text: string
  readonly onChange: (text: string) => void
  readonly onBack: () => void
}

function EditStep({ text, onChange, onBack }: EditStepProps) {
  const { t } = useTranslation()
  const checked = useDeferredValue(text)
  const problems = useMemo(() => checkPolicyDocument(checked).problems ?? [], [checked])
  // While the check lags behind what is typed, nothing may be stored.
  const isSound = checked === text && problems.length === 0
  return (
    <FinishStep
      mode={2}
      document={isSound ? text : undefined}
      submitText={t('policies.syntax.create')}
      onBack={onBack}
    >
      <PolicyEditor value={text} problems={problems} onChange={onChange} />
    </FinishStep>
  )
}
