import { recentErrors } from '@yanshu/protocol/errors/recent'

const texts: ReadonlyMap<number, string> = new Map(
  Object.values(recentErrors).map(({ code, info }) => [code, info]),
)

/** What came of a change of several conversations. */
export interface BatchOutcome {
  successConversationIDList: string[]
  failureConversationIDList: { conversationID: string; code: number; message: string }[]
}

/** The answer of the gateway in the form of the Web SDK. */
export function toOutcome(
  ids: readonly string[],
  failed: readonly { readonly conversationId: string; readonly code: number }[],
): BatchOutcome {
  const codes = new Map(failed.map(({ conversationId, code }) => [conversationId, code]))
  return {
    successConversationIDList: ids.filter((id) => !codes.has(id)),
    failureConversationIDList: [...codes].map(([conversationID, code]) => ({
      conversationID,
      code,
      message: texts.get(code) ?? 'the conversation could not be changed',
    })),
  }
}
