import { Alert, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { FieldList } from '../../../design/FieldList.tsx'
import { formatList } from '../../../design/format.ts'
import type { Draft } from './draft.ts'
import { WizardButtons } from './WizardButtons.tsx'

interface ReviewStepProps {
  readonly draft: Draft
  readonly onBack: () => void
  readonly onFinish: () => void
}

/** A last look before anything happens. */
export function ReviewStep({ draft, onBack, onFinish }: ReviewStepProps) {
  const { t, i18n } = useTranslation()
  const { info, permissions } = draft
  const signsIn = info.ways.includes('console')
  const grantsNothing = permissions.policies.length + permissions.groups.length === 0
  return (
    <>
      {grantsNothing && (
        <Alert
          type="info"
          showIcon
          title={t('users.create.grantsNothing')}
          className="ys-gap-below"
        />
      )}
      <FieldList
        fields={[
          {
            label: t('users.fields.name'),
            value: <Names names={info.users.map(({ name }) => name.trim())} />,
          },
          {
            label: t('users.create.ways'),
            value: formatList(
              info.ways.map((way) => t(`users.create.way.${way}`)),
              i18n.language,
            ),
          },
          ...(signsIn
            ? [
                {
                  label: t('access.password.title'),
                  value: t(`access.password.${info.way}`),
                },
                {
                  label: t('access.password.mustChangeShort'),
                  value: t(info.mustChange ? 'access.yes' : 'access.no'),
                },
              ]
            : []),
          {
            label: t('users.permissions.title'),
            value: <Names names={permissions.policies.map(({ PolicyName }) => PolicyName)} />,
          },
          {
            label: t('users.fields.groups'),
            value: <Names names={permissions.groups.map(({ GroupName }) => GroupName)} />,
          },
        ]}
      />
      <WizardButtons onBack={onBack} onNext={onFinish} nextText={t('common.done')} />
    </>
  )
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return '-'
  return (
    <span className="ys-tags">
      {names.map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
    </span>
  )
}
