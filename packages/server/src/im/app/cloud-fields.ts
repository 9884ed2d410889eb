import {
  createFriendField,
  createUserField,
  describeFriendFields,
  describeUserFields,
  modifyUserField,
} from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { AppService } from './service.ts'

/** The actions about the custom fields of users and of friends. */
export function customFieldActions(apps: AppService): readonly ActionHandler[] {
  return [
    handleAction(describeUserFields, async ({ body }) => ({
      Fields: [...(await apps.get(body.SDKAppID)).userFields.values()],
    })),
    handleAction(createUserField, async ({ body: { SDKAppID, ...field } }) => {
      await apps.addUserField(SDKAppID, field)
      return {}
    }),
    handleAction(modifyUserField, async ({ body: { SDKAppID, ...change } }) => {
      await apps.setUserFieldRights(SDKAppID, change)
      return {}
    }),
    handleAction(describeFriendFields, async ({ body }) => ({
      Fields: [...(await apps.get(body.SDKAppID)).friendFields.values()],
    })),
    handleAction(createFriendField, async ({ body: { SDKAppID, ...field } }) => {
      await apps.addFriendField(SDKAppID, field)
      return {}
    }),
  ]
}
