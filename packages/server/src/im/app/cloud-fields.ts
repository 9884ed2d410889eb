import {
  createFriendField,
  createGroupField,
  createGroupMemberField,
  createUserField,
  describeFriendFields,
  describeGroupFields,
  describeGroupMemberFields,
  describeUserFields,
  modifyGroupField,
  modifyGroupMemberField,
  modifyUserField,
} from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { AppService } from './service.ts'
import { appSnapshots } from './snapshots.ts'

/** The actions about the custom fields of users, of friends, of groups and of their members. */
export function customFieldActions(apps: AppService): readonly ActionHandler[] {
  return [...peopleFieldActions(apps), ...groupFieldActions(apps)]
}

function peopleFieldActions(apps: AppService): readonly ActionHandler[] {
  const is = appSnapshots(apps)
  return [
    handleAction(describeUserFields, async ({ body }) => ({
      Fields: [...(await apps.get(body.SDKAppID)).userFields.values()],
    })),
    handleAction(
      createUserField,
      async ({ body: { SDKAppID, ...field } }) => {
        await apps.addUserField(SDKAppID, field)
        return {}
      },
      is.userFields,
    ),
    handleAction(
      modifyUserField,
      async ({ body: { SDKAppID, ...change } }) => {
        await apps.setUserFieldRights(SDKAppID, change)
        return {}
      },
      is.userFields,
    ),
    handleAction(describeFriendFields, async ({ body }) => ({
      Fields: [...(await apps.get(body.SDKAppID)).friendFields.values()],
    })),
    handleAction(
      createFriendField,
      async ({ body: { SDKAppID, ...field } }) => {
        await apps.addFriendField(SDKAppID, field)
        return {}
      },
      is.friendFields,
    ),
  ]
}

function groupFieldActions(apps: AppService): readonly ActionHandler[] {
  const is = appSnapshots(apps)
  return [
    handleAction(describeGroupFields, async ({ body }) => ({
      Fields: [...(await apps.groupFields(body.SDKAppID)).group.values()],
    })),
    handleAction(
      createGroupField,
      async ({ body: { SDKAppID, ...field } }) => {
        await apps.addGroupField(SDKAppID, field)
        return {}
      },
      is.groupFields,
    ),
    handleAction(
      modifyGroupField,
      async ({ body: { SDKAppID, ...field } }) => {
        await apps.setGroupFieldTypes(SDKAppID, field)
        return {}
      },
      is.groupFields,
    ),
    handleAction(describeGroupMemberFields, async ({ body }) => ({
      Fields: [...(await apps.groupFields(body.SDKAppID)).member.values()],
    })),
    handleAction(
      createGroupMemberField,
      async ({ body: { SDKAppID, ...field } }) => {
        await apps.addMemberField(SDKAppID, field)
        return {}
      },
      is.memberFields,
    ),
    handleAction(
      modifyGroupMemberField,
      async ({ body: { SDKAppID, ...field } }) => {
        await apps.setMemberFieldTypes(SDKAppID, field)
        return {}
      },
      is.memberFields,
    ),
  ]
}
