import { getPolicy } from '@yanshu/protocol'
import { Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { Loaded } from '../../../../design/Loaded.tsx'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import { formatDocument } from '../document-lines.ts'
import { DocumentView } from '../DocumentView.tsx'
import { PolicySelect } from './PolicySelect.tsx'
import { blankTemplate } from './templates.ts'

/** A blank document, or that of a policy that is there already. */
export function TemplateStep({ onChoose }: { onChoose: (text: string) => void }) {
  const { t } = useTranslation()
  const [isCopy, setCopy] = useState(false)
  const [policyId, setPolicyId] = useState<number>()
  const policy = useActionQuery(
    getPolicy,
    { PolicyId: policyId ?? 0 },
    { enabled: isCopy && policyId !== undefined },
  )
  const copied = policyId === undefined ? undefined : policy.data?.PolicyDocument
  const text = isCopy ? copied && (formatDocument(copied) ?? copied) : blankTemplate
  return (
    <div className="ys-stack">
      <SettingsCard title={t('policies.syntax.template')}>
        <div className="ys-page-form">
          <Form layout="vertical" component="div">
            <Form.Item label={t('policies.syntax.templateType')}>
              <Radio.Group
                aria-label={t('policies.syntax.templateType')}
                value={isCopy ? 'copy' : 'blank'}
                options={(['blank', 'copy'] as const).map((kind) => ({
                  value: kind,
                  label: t(`policies.syntax.${kind}`),
                }))}
                onChange={({ target }) => setCopy(target.value === 'copy')}
              />
            </Form.Item>
            {isCopy && (
              <Form.Item label={t('policies.syntax.source')} htmlFor="template-policy">
                <PolicySelect id="template-policy" value={policyId} onChange={setPolicyId} />
              </Form.Item>
            )}
          </Form>
          {isCopy ? (
            policyId !== undefined && (
              <Loaded query={policy}>
                {({ PolicyDocument, PolicyName }) => (
                  <DocumentView text={PolicyDocument} label={PolicyName} />
                )}
              </Loaded>
            )
          ) : (
            <DocumentView text={blankTemplate} label={t('policies.syntax.blank')} />
          )}
        </div>
      </SettingsCard>
      <div className="ys-wizard-foot">
        <Button
          type="primary"
          disabled={text === undefined}
          onClick={() => text !== undefined && onChoose(text)}
        >
          {t('policies.create.next')}
        </Button>
      </div>
    </div>
  )
}
