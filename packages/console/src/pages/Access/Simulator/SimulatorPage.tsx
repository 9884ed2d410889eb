import { simulatePermission } from '@yanshu/protocol'
import { Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Loaded } from '../../../design/Loaded.tsx'
import { Page } from '../../../design/Page.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'
import { isAskable, readQuestion, simulationParams, writeQuestion } from './question.ts'
import { QuestionForm } from './QuestionForm.tsx'
import { Verdict } from './Verdict.tsx'
import './simulator.css'

/** 权限模拟器: may somebody do something, and which statement of which policy says so? */
export function SimulatorPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const question = readQuestion(params)
  const askable = isAskable(question)
  const answer = useActionQuery(simulatePermission, simulationParams(question), {
    enabled: askable,
  })
  const key = writeQuestion(question).toString()
  return (
    <Page title={t('simulator.title')} description={t('simulator.description')}>
      <div className="ys-simulator">
        <SettingsCard title={t('simulator.question')}>
          <QuestionForm
            key={key}
            question={question}
            isAsking={answer.isFetching}
            onAsk={(next) => {
              const address = writeQuestion(next)
              if (address.toString() === key) void answer.refetch()
              else setParams(address)
            }}
          />
        </SettingsCard>
        <SettingsCard title={t('simulator.answer')}>
          {askable ? (
            <Loaded query={answer} rows={6}>
              {(verdict) => <Verdict question={question} verdict={verdict} />}
            </Loaded>
          ) : (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('simulator.ask')} />
          )}
        </SettingsCard>
      </div>
    </Page>
  )
}
