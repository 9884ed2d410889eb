export { PermissionBook, usesPermissions } from './permission-book.ts'
export { communityBits } from './permissions.ts'
export type { Right, Rights } from './permissions.ts'
