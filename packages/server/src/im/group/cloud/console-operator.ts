import { BUILT_IN } from '../../app/service.ts'

/** The console acts in the name of the administrator that every app has. */
export const consoleOperator = { account: BUILT_IN, isApp: true } as const
