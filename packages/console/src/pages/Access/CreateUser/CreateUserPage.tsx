import { ArrowLeftOutlined } from '@ant-design/icons'
import { Card, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Page } from '../../../design/Page.tsx'
import { CreatedUsers } from './CreatedUsers.tsx'
import { CreationProgress } from './CreationProgress.tsx'
import { emptyDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { InfoStep } from './InfoStep.tsx'
import { PermissionsStep } from './PermissionsStep.tsx'
import { ReviewStep } from './ReviewStep.tsx'
import { useCreation } from './use-creation.ts'
import './create-user.css'

const steps = ['info', 'permissions', 'review'] as const

/** 自定义创建: who, what they may do, a last look, and then the credentials. */
export function CreateUserPage() {
  const { t } = useTranslation()
  const [step, setStep] = useState(0)
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const creation = useCreation()
  return (
    <Page
      title={t('users.create.title')}
      description={
        <Link to="/access/users">
          <ArrowLeftOutlined aria-hidden /> {t('users.back')}
        </Link>
      }
    >
      <Card>
        {creation.isDone ? (
          <CreatedUsers created={creation.created} draft={draft} />
        ) : (
          <>
            <Steps
              className="ys-wizard__steps"
              size="small"
              current={step}
              items={steps.map((name) => ({ title: t(`users.create.steps.${name}`) }))}
            />
            {body()}
          </>
        )}
      </Card>
    </Page>
  )

  function body() {
    if (creation.isRunning) {
      return <CreationProgress done={creation.created.length} total={draft.info.users.length} />
    }
    if (step === 0) {
      return (
        <InfoStep
          info={draft.info}
          onNext={(info) => {
            setDraft((current) => ({ ...current, info }))
            setStep(1)
          }}
        />
      )
    }
    if (step === 1) {
      return (
        <PermissionsStep
          permissions={draft.permissions}
          onChange={(permissions) => setDraft((current) => ({ ...current, permissions }))}
          onBack={() => setStep(0)}
          onNext={() => setStep(2)}
        />
      )
    }
    return (
      <ReviewStep draft={draft} onBack={() => setStep(1)} onFinish={() => creation.start(draft)} />
    )
  }
}
