import { accountErrors, ImError, isUserId, profileErrors } from '@yanshu/protocol'
import { isReserved } from './account.ts'

export interface NewAccount {
  readonly userId: string
  readonly nick?: string | undefined
  readonly faceUrl?: string | undefined
}

export interface ImportFailure {
  readonly userId: string
  readonly error: ImError
}

export function failure(userId: string, row: ImError['row'], detail?: string): ImportFailure {
  return { userId, error: new ImError(row, detail) }
}

/** Those that can be imported, the last of those that share a UserID, and why the rest cannot. */
export function sortOut(accounts: readonly NewAccount[]) {
  const good = new Map<string, NewAccount>()
  const failures: ImportFailure[] = []
  for (const account of accounts) {
    const fault = faultOf(account)
    if (fault) failures.push(fault)
    else good.set(account.userId, account)
  }
  return { good: [...good.values()], failures }
}

function faultOf({ userId, nick, faceUrl }: NewAccount): ImportFailure | undefined {
  if (!isUserId(userId) || isReserved(userId)) {
    return failure(userId, accountErrors.badParameter, 'UserID')
  }
  if (!isStorable(nick)) return failure(userId, accountErrors.badParameter, 'Nick')
  if (!isStorable(faceUrl)) return failure(userId, accountErrors.badParameter, 'FaceUrl')
  if (tooLong(nick)) return failure(userId, profileErrors.tooLong, 'Nick')
  if (tooLong(faceUrl)) return failure(userId, profileErrors.tooLong, 'FaceUrl')
  return undefined
}

/** PostgreSQL keeps no NUL in a text. */
function isStorable(text: string | undefined): boolean {
  return !text?.includes('\0')
}

function tooLong(text: string | undefined): boolean {
  return text !== undefined && Buffer.byteLength(text) > 500
}
