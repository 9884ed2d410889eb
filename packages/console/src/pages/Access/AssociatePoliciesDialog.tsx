import {
  attachGroupPolicy,
  attachUserPolicy,
  listAttachedGroupPolicies,
  listAttachedUserAllPolicies,
  listAttachedUserPolicies,
  listEntitiesForPolicy,
  listPolicies,
  policyQuotas,
} from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { useActionQuery } from '../../api/use-action-query.ts'
import { BatchDialog } from '../../batch/BatchDialog.tsx'
import { NameList } from '../../batch/NameList.tsx'
import { useAttempt } from '../../batch/use-attempt.ts'
import type { PickedPolicy } from './PolicyPicker.tsx'
import { PolicyPicker } from './PolicyPicker.tsx'

/** Who gets the policies: a user by its uin, or a group by its id. */
export interface PolicyTarget {
  readonly kind: 'user' | 'group'
  readonly id: number
  readonly name: string
}

interface AssociatePoliciesDialogProps {
  readonly targets: readonly PolicyTarget[]
  readonly onClose: () => void
}

/** 关联策略: attaches the ticked policies to a user or group, or to many. */
export function AssociatePoliciesDialog({ targets, onClose }: AssociatePoliciesDialogProps) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<readonly PickedPolicy[]>([])
  const held = useHeldPolicies(targets)
  const attach = useAttach()
  const attachments = new Map(
    targets.flatMap((target) =>
      picked.map((policy) => [`${policy.PolicyName} → ${target.name}`, { target, policy }]),
    ),
  )
  return (
    <BatchDialog
      title={t('access.associate.title')}
      okText={t('common.confirm')}
      width={960}
      failedTitle={t('access.associate.failed')}
      doneText={() => t('access.associate.done')}
      ids={[...attachments.keys()]}
      pieceSize={1}
      send={async ([label = '']) => {
        const attachment = attachments.get(label)
        return attachment ? attach(label, attachment.target, attachment.policy) : []
      }}
      refreshes={[
        listAttachedUserPolicies,
        listAttachedUserAllPolicies,
        listAttachedGroupPolicies,
        listEntitiesForPolicy,
        listPolicies,
      ]}
      onClose={onClose}
    >
      {targets.length > 1 && <NameList names={targets.map(({ name }) => name)} />}
      <PolicyPicker picked={picked} onPick={setPicked} held={held} />
    </BatchDialog>
  )
}

function useAttach() {
  const callAction = useCallAction()
  const attempt = useAttempt()
  return (label: string, { kind, id }: PolicyTarget, { PolicyId }: PickedPolicy) =>
    attempt(label, () =>
      kind === 'user'
        ? callAction(attachUserPolicy, { PolicyId, AttachUin: id })
        : callAction(attachGroupPolicy, { PolicyId, AttachGroupId: id }),
    )
}

/** What a single target has already; of many it differs, and attaching again changes nothing. */
function useHeldPolicies(targets: readonly PolicyTarget[]): ReadonlySet<number> {
  const [first, second] = targets
  const only = second === undefined ? first : undefined
  const id = only?.id ?? 0
  const everything = { Page: 1, Rp: policyQuotas.perEntity }
  const ofUser = useActionQuery(
    listAttachedUserPolicies,
    { TargetUin: id, ...everything },
    { enabled: only?.kind === 'user' },
  )
  const ofGroup = useActionQuery(
    listAttachedGroupPolicies,
    { TargetGroupId: id, ...everything },
    { enabled: only?.kind === 'group' },
  )
  const attached = (only?.kind === 'user' ? ofUser.data : ofGroup.data)?.List ?? []
  return new Set(attached.map(({ PolicyId }) => PolicyId))
}
