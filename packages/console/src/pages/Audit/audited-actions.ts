import { cloudActions } from '@yanshu/protocol'
import { permissionOf } from '../../api/use-may.ts'

/** Names that the audit trail may hold. Reading actions come last: they are there where they were denied. */
export const auditedActions: readonly string[] = [
  ...cloudActions.filter(({ writes }) => writes).map(permissionOf),
  'session:SignIn',
  'session:SignOut',
  'session:ChangePassword',
  'session:*',
  'rest:*',
  'gateway:*',
  ...cloudActions.filter(({ writes }) => !writes).map(permissionOf),
]
