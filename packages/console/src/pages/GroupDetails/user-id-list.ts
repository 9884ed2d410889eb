import { isUserId } from '@yanshu/protocol'

/** UserIDs that somebody typed, and what among it is none. */
export interface UserIdList {
  readonly userIds: readonly string[]
  readonly invalid: readonly string[]
}

/** Reads ids with lines, blanks or commas between, each once. */
export function readUserIds(text: string): UserIdList {
  const words = [...new Set(text.split(/[\s,，;；、]+/).filter((word) => word !== ''))]
  return {
    userIds: words.filter((word) => isUserId(word)),
    invalid: words.filter((word) => !isUserId(word)),
  }
}
