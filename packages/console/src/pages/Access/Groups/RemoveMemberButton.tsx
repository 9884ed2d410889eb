import { removeUserFromGroup } from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { useToast } from '../../../design/use-toast.ts'
import { groupResource } from '../access-resources.ts'
import { membershipReaders } from '../Users/user-readers.ts'
import type { NamedUser } from '../Users/UserDialogs.tsx'

interface RemoveMemberButtonProps {
  readonly group: { readonly GroupId: number; readonly GroupName: string }
  readonly user: NamedUser
  /** What the row is called: the group in a list of groups, the user in a list of users. */
  readonly what: string
}

/** Takes a user out of a group, after a question. */
export function RemoveMemberButton({ group, user, what }: RemoveMemberButtonProps) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const remove = useActionMutation(removeUserFromGroup, {
    refreshes: membershipReaders,
    onSuccess: () => toast(t('usergroups.removeMember.done')),
  })
  const ask = () =>
    modal.confirm({
      title: t('usergroups.removeMember.title'),
      content: t('usergroups.removeMember.text', { user: user.Name, group: group.GroupName }),
      okText: t('usergroups.removeMember.action'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () =>
        remove
          .mutateAsync({ Info: [{ GroupId: group.GroupId, Uin: user.Uin }] })
          .catch(() => undefined),
    })
  return (
    <span className="ys-row-actions">
      <Allowed action={removeUserFromGroup} resource={groupResource(group.GroupId)}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={t('common.rowAction', { action: t('usergroups.removeMember.action'), what })}
          onClick={ask}
        >
          {t('usergroups.removeMember.action')}
        </Button>
      </Allowed>
    </span>
  )
}
