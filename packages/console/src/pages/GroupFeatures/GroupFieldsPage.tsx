import {
  createGroupField,
  describeGroupFields,
  groupTypes,
  modifyGroupField,
  MOST_GROUP_FIELDS,
} from '@yanshu/protocol'
import type { GroupFieldType } from '@yanshu/protocol'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { CustomFieldsPage } from './CustomFieldsPage.tsx'

const choices = groupTypes.map((Type): GroupFieldType => ({ Type, Read: 'Anyone', Write: 'Admin' }))

/** 群自定义字段: fields of groups beside the standard profile. */
export function GroupFieldsPage() {
  const appId = useAppId()
  const options = { refreshes: [describeGroupFields], explains: ['ResourceInUse'] } as const
  const create = useActionMutation(createGroupField, options)
  const modify = useActionMutation(modifyGroupField, options)
  return (
    <CustomFieldsPage
      createAction={createGroupField}
      modifyAction={modifyGroupField}
      kind="group"
      most={MOST_GROUP_FIELDS}
      choices={choices}
      fields={useActionQuery(describeGroupFields, { SDKAppID: appId })}
      saving={create.isPending || modify.isPending}
      save={(field, isNew) => (isNew ? create : modify).mutateAsync({ SDKAppID: appId, ...field })}
    />
  )
}
