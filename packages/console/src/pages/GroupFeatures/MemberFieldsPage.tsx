import {
  createGroupMemberField,
  describeGroupMemberFields,
  modifyGroupMemberField,
  MOST_MEMBER_FIELDS,
  storedGroupTypes,
} from '@yanshu/protocol'
import type { MemberFieldType } from '@yanshu/protocol'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { CustomFieldsPage } from './CustomFieldsPage.tsx'

const choices = storedGroupTypes.map((Type): MemberFieldType => ({
  Type,
  Read: 'Anyone',
  Write: 'Admin',
  Own: 'ReadWrite',
}))

/** 群成员自定义字段: what groups keep about their members. */
export function MemberFieldsPage() {
  const appId = useAppId()
  const options = { refreshes: [describeGroupMemberFields], explains: ['ResourceInUse'] } as const
  const create = useActionMutation(createGroupMemberField, options)
  const modify = useActionMutation(modifyGroupMemberField, options)
  return (
    <CustomFieldsPage
      createAction={createGroupMemberField}
      modifyAction={modifyGroupMemberField}
      kind="member"
      most={MOST_MEMBER_FIELDS}
      choices={choices}
      fields={useActionQuery(describeGroupMemberFields, { SDKAppID: appId })}
      saving={create.isPending || modify.isPending}
      save={(field, isNew) => (isNew ? create : modify).mutateAsync({ SDKAppID: appId, ...field })}
    />
  )
}
