import { addUserToGroup, attachUserPolicy } from '@yanshu/protocol'
import { Alert, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMissing } from '../../../design/use-missing.ts'
import { GroupPicker } from '../GroupPicker.tsx'
import { PolicyPicker } from '../PolicyPicker.tsx'
import { LikeUser } from './LikeUser.tsx'
import type { Permissions } from './draft.ts'
import { mergePermissions } from './draft.ts'
import { WizardButtons } from './WizardButtons.tsx'

interface PermissionsStepProps {
  readonly permissions: Permissions
  readonly onChange: (permissions: Permissions) => void
  readonly onBack: () => void
  readonly onNext: () => void
}

/** What they may do: by policies, by groups, or like somebody else. */
export function PermissionsStep(props: PermissionsStepProps) {
  const { t } = useTranslation()
  const { permissions, onChange } = props
  const { policies, groups } = permissions
  const [noPolicies, noGroups] = useMissing([attachUserPolicy, addUserToGroup])
  return (
    <>
      <Tabs
        items={[
          {
            key: 'policies',
            label: t('users.create.byPolicies', { total: policies.length }),
            children: orReason(
              noPolicies,
              <PolicyPicker
                picked={policies}
                onPick={(picked) => onChange({ ...permissions, policies: picked })}
              />,
            ),
          },
          {
            key: 'groups',
            label: t('users.create.byGroups', { total: groups.length }),
            children: orReason(
              noGroups,
              <GroupPicker
                picked={groups}
                onPick={(picked) => onChange({ ...permissions, groups: picked })}
              />,
            ),
          },
          {
            key: 'like',
            label: t('users.create.like.tab'),
            children: (
              <LikeUser onTake={(others) => onChange(mergePermissions(permissions, others))} />
            ),
          },
        ]}
      />
      <WizardButtons onBack={props.onBack} onNext={props.onNext} />
    </>
  )
}

/** What to pick, or why it makes no sense to pick. */
function orReason(reason: string | undefined, picker: ReactNode): ReactNode {
  return reason ? <Alert type="info" showIcon title={reason} /> : picker
}
