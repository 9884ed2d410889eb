import type { CloudAction } from './action.ts'
import { createAccessKey, deleteAccessKey, getUserAppId, listAccessKeys } from './cam.ts'
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
  describeConfInfo,
  describeIMAppList,
  describeSecret,
  modifyAppInfo,
  registerIMApp,
  setConfInfo,
  startSdkAppId,
  stopSdkAppId,
} from './im-apps.ts'
import { createSecretUserSig, verifySecretUserSig } from './im-usersig.ts'
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
  createAccount,
  importAccounts,
  describeAccountList,
  modifyAccountInfo,
  deleteAccounts,
  createSecretUserSig,
  verifySecretUserSig,
  getUserAppId,
  listAccessKeys,
  createAccessKey,
  deleteAccessKey,
  createTag,
  deleteTag,
  describeTags,
]
