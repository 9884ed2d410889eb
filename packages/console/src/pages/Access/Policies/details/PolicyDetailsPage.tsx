import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { deletePolicy, getPolicy, updatePolicy } from '@yanshu/protocol'
import { Alert, Button, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { ActionResult } from '../../../../api/action-types.ts'
import { ApiFailure } from '../../../../api/api-failure.ts'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { Allowed } from '../../../../design/Allowed.tsx'
import { Loaded } from '../../../../design/Loaded.tsx'
import { Page } from '../../../../design/Page.tsx'
import { useDialog } from '../../../../design/use-dialog.ts'
import { DeletePoliciesDialog } from '../DeletePoliciesDialog.tsx'
import { DocumentView } from '../DocumentView.tsx'
import { isPreset } from '../policy-list-params.ts'
import { PoliciesBackLink } from '../PoliciesBackLink.tsx'
import { useDetailsTab } from './details-tab.ts'
import { EditPolicyDialog } from './EditPolicyDialog.tsx'
import { PolicyInfoCard } from './PolicyInfoCard.tsx'
import { UsageTab } from './UsageTab.tsx'
import { VersionsTab } from './VersionsTab.tsx'

export type PolicyDetails = ActionResult<typeof getPolicy>

/** One policy: what it says, who has it, and how it came to be what it is. */
export function PolicyDetailsPage() {
  const { t } = useTranslation()
  const { policyId = '' } = useParams()
  const id = /^\d{1,15}$/.test(policyId) ? Number(policyId) : 0
  const policy = useActionQuery(getPolicy, { PolicyId: id }, { enabled: id > 0 })
  const isMissing =
    id === 0 || (policy.error instanceof ApiFailure && policy.error.code.includes('PolicyId'))
  return (
    <Page
      title={policy.data?.PolicyName ?? t('policies.details.title')}
      description={<PoliciesBackLink />}
      actions={policy.data && !isPreset(policy.data) && <PolicyActions policy={policy.data} />}
    >
      {isMissing ? (
        <Alert type="warning" showIcon title={t('policies.details.missing')} />
      ) : (
        <Loaded query={policy} rows={10}>
          {(details) => <Details key={id} policy={details} />}
        </Loaded>
      )}
    </Page>
  )
}

function Details({ policy }: { policy: PolicyDetails }) {
  const { t } = useTranslation()
  const [tab, open] = useDetailsTab()
  return (
    <>
      <PolicyInfoCard policy={policy} />
      <Tabs
        className="ys-gap-above"
        activeKey={tab}
        destroyOnHidden
        onChange={open}
        items={[
          {
            key: 'document',
            label: t('policies.details.tabs.document'),
            children: (
              <DocumentView text={policy.PolicyDocument} label={t('policies.fields.document')} />
            ),
          },
          {
            key: 'usage',
            label: t('policies.details.tabs.usage'),
            children: <UsageTab policy={policy} />,
          },
          {
            key: 'versions',
            label: t('policies.details.tabs.versions'),
            children: <VersionsTab policy={policy} />,
          },
        ]}
      />
    </>
  )
}

/** What is done with a custom policy; preset ones are the platform's. */
function PolicyActions({ policy }: { policy: PolicyDetails }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { dialog, open, close } = useDialog<'edit' | 'delete'>()
  return (
    <>
      <Allowed action={updatePolicy}>
        <Button icon={<EditOutlined />} onClick={() => open('edit')}>
          {t('common.edit')}
        </Button>
      </Allowed>
      <Allowed action={deletePolicy}>
        <Button danger icon={<DeleteOutlined />} onClick={() => open('delete')}>
          {t('common.delete')}
        </Button>
      </Allowed>
      {dialog === 'edit' && <EditPolicyDialog policy={policy} onClose={close} />}
      {dialog === 'delete' && (
        <DeletePoliciesDialog
          policies={[policy]}
          onClose={close}
          onDeleted={() => void navigate('/access/policies', { replace: true })}
        />
      )}
    </>
  )
}
