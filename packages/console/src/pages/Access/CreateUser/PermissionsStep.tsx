import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
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
  return (
    <>
      <Tabs
        items={[
          {
            key: 'policies',
            label: t('users.create.byPolicies', { total: policies.length }),
            children: (
              <PolicyPicker
                picked={policies}
                onPick={(picked) => onChange({ ...permissions, policies: picked })}
              />
            ),
          },
          {
            key: 'groups',
            label: t('users.create.byGroups', { total: groups.length }),
            children: (
              <GroupPicker
                picked={groups}
                onPick={(picked) => onChange({ ...permissions, groups: picked })}
              />
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
