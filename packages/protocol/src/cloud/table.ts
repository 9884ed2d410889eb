import type { CloudAction } from './action.ts'
import { describeConfInfo, setConfInfo } from './app-conf.ts'
import { auditActionRows } from './cam-audit.ts'
import { createAccessKey, deleteAccessKey, listAccessKeys } from './cam-keys.ts'
import { getUserAppId } from './cam.ts'
import {
  createFriendField,
  createUserField,
  describeFriendFields,
  describeUserFields,
  modifyUserField,
} from './custom-fields.ts'
import {
  createGroupField,
  createGroupMemberField,
  describeGroupFields,
  describeGroupMemberFields,
  modifyGroupField,
  modifyGroupMemberField,
} from './group-custom-fields.ts'
import {
  createAccount,
  deleteAccounts,
  describeAccountList,
  importAccounts,
  modifyAccountInfo,
} from './im-accounts.ts'
import {
  deleteSdkAppId,
  describeAppAndAccountInfo,
  describeIMAppList,
  describeSecret,
  modifyAppInfo,
  registerIMApp,
  startSdkAppId,
  stopSdkAppId,
} from './im-apps.ts'
import {
  addGroupMembers,
  describeGroupMembers,
  modifyGroupMember,
  removeGroupMembers,
} from './im-group-members.ts'
import {
  describeGroupMessages,
  recallGroupMessages,
  sendGroupMessages,
} from './im-group-messages.ts'
import {
  createGroupTopic,
  describeGroupTopics,
  dismissGroupTopics,
  importGroupTopics,
  modifyGroupTopic,
} from './im-group-topics.ts'
import {
  createGroupAction,
  describeGroup,
  describeGroupList,
  dismissGroups,
  importGroups,
  modifyGroupAction,
} from './im-groups.ts'
import { createPushTask, describePushTask, revokePushTask } from './im-push.ts'
import { createSecretUserSig, verifySecretUserSig } from './im-usersig.ts'
import { createDev, describePlans, setBillingState, updatePostPayPackage } from './plans.ts'
import { createTag, deleteTag, describeTags } from './tag.ts'

/** Every cloud action of the platform. */
export const cloudActions: readonly CloudAction[] = [
  registerIMApp,
  describeIMAppList,
  describeAppAndAccountInfo,
  modifyAppInfo,
  describeSecret,
  stopSdkAppId,
  startSdkAppId,
  deleteSdkAppId,
  describeConfInfo,
  setConfInfo,
  describePlans,
  updatePostPayPackage,
  createDev,
  setBillingState,
  describeUserFields,
  createUserField,
  modifyUserField,
  describeFriendFields,
  createFriendField,
  describeGroupFields,
  createGroupField,
  modifyGroupField,
  describeGroupMemberFields,
  createGroupMemberField,
  modifyGroupMemberField,
  createAccount,
  importAccounts,
  describeAccountList,
  modifyAccountInfo,
  deleteAccounts,
  describeGroupList,
  describeGroup,
  createGroupAction,
  importGroups,
  modifyGroupAction,
  dismissGroups,
  describeGroupMembers,
  addGroupMembers,
  removeGroupMembers,
  modifyGroupMember,
  sendGroupMessages,
  describeGroupMessages,
  recallGroupMessages,
  describeGroupTopics,
  createGroupTopic,
  importGroupTopics,
  modifyGroupTopic,
  dismissGroupTopics,
  createPushTask,
  describePushTask,
  revokePushTask,
  createSecretUserSig,
  verifySecretUserSig,
  getUserAppId,
  listAccessKeys,
  createAccessKey,
  deleteAccessKey,
  ...auditActionRows,
  createTag,
  deleteTag,
  describeTags,
]
