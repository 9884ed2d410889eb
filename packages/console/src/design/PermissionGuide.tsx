import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { denialLines, policyOfDenial } from '../api/denial.ts'
import type { Denial } from '../api/denial.ts'
import { CodeBlock } from './CodeBlock.tsx'

interface PermissionGuideProps {
  readonly open: boolean
  readonly denial: Denial
  readonly onClose: () => void
}

const steps = ['open', 'paste', 'finish', 'repeat'] as const

/** How an administrator grants what was refused, with a policy that does exactly that. */
export function PermissionGuide({ open, denial, onClose }: PermissionGuideProps) {
  const { t } = useTranslation()
  const policy = policyOfDenial(denial)
  return (
    <Drawer
      open={open}
      title={t('errors.denied.help')}
      size={640}
      onClose={onClose}
      destroyOnHidden
    >
      <div className="ys-stack">
        <p className="ys-quiet ys-guide-intro">{t('errors.denied.guide.intro')}</p>
        <section>
          <h3 className="ys-guide-heading">{t('errors.denied.guide.details')}</h3>
          <CodeBlock
            code={denialLines(denial).join('\n')}
            label={t('errors.denied.guide.details')}
          />
        </section>
        <section>
          <h3 className="ys-guide-heading">{t('errors.denied.guide.steps')}</h3>
          <ol className="ys-guide-steps">
            {steps.map((step) => (
              <li key={step}>{t(`errors.denied.guide.${step}`)}</li>
            ))}
          </ol>
        </section>
        <section>
          <h3 className="ys-guide-heading">{t('errors.denied.guide.policy')}</h3>
          {policy === undefined ? (
            <p className="ys-quiet">{t('errors.denied.guide.noOperation')}</p>
          ) : (
            <CodeBlock code={policy} label={t('errors.denied.guide.policy')} />
          )}
        </section>
      </div>
    </Drawer>
  )
}
