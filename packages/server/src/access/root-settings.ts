import { isSecretId, isSecretKey } from './keys/key-pair.ts'
import { passwordFault } from './password-rules.ts'

/** What the operator may choose for the root account before its first start. */
export interface GivenRoot {
  readonly password?: string | undefined
  readonly secretId?: string | undefined
  readonly secretKey?: string | undefined
}

/** Where each value comes from, for messages. */
const VARIABLES = {
  password: 'YANSHU_ROOT_PASSWORD',
  secretId: 'YANSHU_ROOT_SECRET_ID',
  secretKey: 'YANSHU_ROOT_SECRET_KEY',
} as const satisfies Record<keyof GivenRoot, string>

/** The variables that are set, by name. */
export function givenVariables(given: GivenRoot): string[] {
  return Object.entries(VARIABLES)
    .filter(([name]) => given[name as keyof GivenRoot] !== undefined)
    .map(([, variable]) => variable)
}

/** @throws with a message that names the variable, where a given value will not do. */
export function checkGivenRoot({ password, secretId, secretKey }: GivenRoot): void {
  const fault = password === undefined ? undefined : passwordFault(password)
  if (fault !== undefined) throw new Error(`${VARIABLES.password} ${fault}`)
  if ((secretId === undefined) !== (secretKey === undefined)) {
    throw new Error(
      `${VARIABLES.secretId} and ${VARIABLES.secretKey} are given together or not at all`,
    )
  }
  if (secretId !== undefined && !isSecretId(secretId)) {
    throw new Error(`${VARIABLES.secretId} must be 8 to 64 letters, digits, "_" or "-"`)
  }
  if (secretKey !== undefined && !isSecretKey(secretKey)) {
    throw new Error(`${VARIABLES.secretKey} must be 16 to 128 printable characters without blanks`)
  }
}
