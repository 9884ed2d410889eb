export { PermissionBook, usesPermissions } from './permission-book.ts'
export type { Right, Rights } from './permissions.ts'
