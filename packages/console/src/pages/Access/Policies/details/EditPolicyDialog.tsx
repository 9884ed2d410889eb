import {
  checkPolicyDocument,
  createPolicyVersion,
  getPolicy,
  listPolicies,
  listPolicyVersions,
  updatePolicy,
} from '@yanshu/protocol'
import { Form, Input, Modal, Radio } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../../api/use-action-mutation.ts'
import { bytesUpTo } from '../../../../design/form-rules.ts'
import { useToast } from '../../../../design/use-toast.ts'
import { formatDocument } from '../document-lines.ts'
import { PolicyEditor } from '../editor/PolicyEditor.tsx'
import type { PolicyDetails } from './PolicyDetailsPage.tsx'

interface EditPolicyDialogProps {
  readonly policy: PolicyDetails
  readonly onClose: () => void
}

/** How a changed document is kept. */
const keepings = ['overwrite', 'versionInForce', 'version'] as const
type Keeping = (typeof keepings)[number]

interface EditForm {
  readonly description: string
  readonly keeping: Keeping
}

const DESCRIPTION_BYTES = 300

/** Changes description and document; the document in its place, or as a version of its own. */
export function EditPolicyDialog({ policy, onClose }: EditPolicyDialogProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<EditForm>()
  const [before] = useState(() => formatDocument(policy.PolicyDocument) ?? policy.PolicyDocument)
  const [text, setText] = useState(before)
  const checked = useDeferredValue(text)
  const problems = useMemo(() => checkPolicyDocument(checked).problems ?? [], [checked])
  const { save, isSaving } = useSave(policy, onClose)
  const isChanged = text !== before
  return (
    <Modal
      open
      title={t('policies.edit.title', { name: policy.PolicyName })}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      width={860}
      confirmLoading={isSaving}
      okButtonProps={{ disabled: checked !== text || problems.length > 0 }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<EditForm>
        form={form}
        name="edit-policy"
        layout="vertical"
        initialValues={{ description: policy.Description, keeping: 'overwrite' }}
        onFinish={(values) => void save(values, isChanged ? text : undefined)}
      >
        <Form.Item
          name="description"
          label={t('policies.fields.description')}
          rules={[bytesUpTo(DESCRIPTION_BYTES, t)]}
        >
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} />
        </Form.Item>
        <Form.Item label={t('policies.fields.document')}>
          <PolicyEditor value={text} problems={problems} onChange={setText} />
        </Form.Item>
        {isChanged && (
          <Form.Item name="keeping" label={t('policies.edit.keeping')}>
            <Radio.Group
              className="ys-choices"
              aria-label={t('policies.edit.keeping')}
              options={keepings.map((keeping) => ({
                value: keeping,
                label: t(`policies.edit.keepings.${keeping}`),
              }))}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

function useSave({ PolicyId, PolicyName, Description }: PolicyDetails, onClose: () => void) {
  const { t } = useTranslation()
  const toast = useToast()
  const refreshes = [getPolicy, listPolicies, listPolicyVersions]
  const update = useActionMutation(updatePolicy, { refreshes })
  const addVersion = useActionMutation(createPolicyVersion, { refreshes })

  /** Failures are shown by the mutations; the dialog stays then. */
  const save = async ({ description, keeping }: EditForm, document: string | undefined) => {
    const inPlace = document !== undefined && keeping === 'overwrite'
    const isDescribed = description.trim() !== Description
    try {
      if (isDescribed || inPlace) {
        await update.mutateAsync({
          PolicyId,
          ...(isDescribed ? { Description: description.trim() } : {}),
          ...(inPlace ? { PolicyDocument: document } : {}),
        })
      }
      if (document !== undefined && !inPlace) {
        const SetAsDefault = keeping !== 'version'
        await addVersion.mutateAsync({ PolicyId, PolicyDocument: document, SetAsDefault })
      }
    } catch {
      return
    }
    toast(t('policies.edit.done', { name: PolicyName }))
    onClose()
  }
  return { save, isSaving: update.isPending || addVersion.isPending }
}
