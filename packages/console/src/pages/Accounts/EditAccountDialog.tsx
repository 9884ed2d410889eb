import { describeAccountList, describeUserFields, modifyAccountInfo } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { useToast } from '../../design/use-toast.ts'
import { accountChanges } from './account-changes.ts'
import type { AccountForm } from './account-changes.ts'
import { CustomProfileFields } from './CustomProfileFields.tsx'
import { changedCustomFields, customValues, visibleFields } from './custom-values.ts'
import type { CustomValues } from './custom-values.ts'
import { EditAccountFields } from './EditAccountFields.tsx'

interface EditAccountDialogProps {
  readonly appId: number
  readonly account: AccountItem
  readonly onClose: () => void
}

type EditForm = AccountForm & { readonly Custom?: CustomValues }

/** All of an account's profile, with the application's own fields; only the fields that were changed are sent. */
export function EditAccountDialog({ appId, account, onClose }: EditAccountDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<EditForm>()
  const save = useActionMutation(modifyAccountInfo, {
    refreshes: [describeAccountList],
    onSuccess: () => {
      toast(t('accounts.edit.done', { userId: account.UserID }))
      onClose()
    },
  })
  const own = useActionQuery(describeUserFields, { SDKAppID: appId })
  const before = customValues(account)
  const submit = ({ Custom = {}, ...values }: EditForm) => {
    const fields = visibleFields(own.data?.Fields ?? [])
    const custom = changedCustomFields(before, Custom, fields)
    const changes = {
      ...accountChanges(account, values),
      ...(custom.length === 0 ? {} : { CustomFields: custom }),
    }
    if (Object.keys(changes).length === 0) onClose()
    else save.mutate({ SDKAppID: appId, UserID: account.UserID, ...changes })
  }

  return (
    <Modal
      open
      title={t('accounts.edit.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={680}
    >
      <Form<EditForm>
        form={form}
        name="edit-account"
        layout="vertical"
        initialValues={{ ...account, Custom: before }}
        onFinish={submit}
        className="ys-form-columns"
      >
        <EditAccountFields account={account} />
        <div className="ys-form-columns ys-form-columns__wide">
          <Loaded query={own} rows={1}>
            {({ Fields }) => <CustomProfileFields fields={visibleFields(Fields)} />}
          </Loaded>
        </div>
      </Form>
    </Modal>
  )
}
