import { ownedTables as columnsByTable } from '../im/app/store.ts'

/** Every table with rows of apps. */
export const ownedTables = Object.keys(columnsByTable) as readonly (keyof typeof columnsByTable)[]
