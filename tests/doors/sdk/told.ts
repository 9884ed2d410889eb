import { TYPES } from '@yanshu/client'
import type { ChatEvents, ChatSDK, Message } from '@yanshu/client'

/** What the first event of a name carries that fits; of what came before nothing is known. */
export function told<Name extends keyof ChatEvents & string>(
  chat: ChatSDK,
  name: Name,
  fits: (data: ChatEvents[Name]) => boolean = () => true,
): Promise<ChatEvents[Name]> {
  return new Promise((resolve) => {
    const look = ({ data }: { data: unknown }) => {
      if (!fits(data as ChatEvents[Name])) return
      chat.off(name, look)
      resolve(data as ChatEvents[Name])
    }
    chat.on(name, look)
  })
}

/** The next message that an app is told of and that fits. */
export async function heard(chat: ChatSDK, fits: (message: Message) => boolean): Promise<Message> {
  const messages = await told(chat, 'onMessageReceived', (data) => data.some(fits))
  const found = messages.find(fits)
  if (!found) throw new Error('it was there a moment ago')
  return found
}

/** The next tip of a group of one kind, by the numbers of the Web SDK. */
export function tip(chat: ChatSDK, groupID: string, operationType: number): Promise<Message> {
  return heard(chat, (message) => isOf(message, TYPES.MSG_GRP_TIP, groupID, operationType))
}

/** The next notice about a group of one kind, by the numbers of the Web SDK. */
export function notice(chat: ChatSDK, groupID: string, operationType: number): Promise<Message> {
  return heard(chat, (message) => isOf(message, TYPES.MSG_GRP_SYS_NOTICE, groupID, operationType))
}

function isOf({ type, to, payload }: Message, wanted: string, groupID: string, operation: number) {
  const { operationType } = payload as { operationType?: number }
  return type === wanted && to === groupID && operationType === operation
}

/** A text to a group or a topic. */
export function textTo(chat: ChatSDK, to: string, text: string, more: object = {}) {
  return chat.createTextMessage({
    to,
    conversationType: TYPES.CONV_GROUP,
    payload: { text },
    ...more,
  })
}

/** Sends a text to a group or a topic; answers the message. */
export async function say(chat: ChatSDK, to: string, text: string, more: object = {}) {
  const { data } = await chat.sendMessage(textTo(chat, to, text, more))
  return data.message as Message<{ text: string }>
}

/** What was said, in the order of a list; tips and recalled messages are left out. */
export function textsOf(messages: readonly Message[]): readonly string[] {
  return messages.flatMap(({ payload, type, isRevoked }) =>
    type === TYPES.MSG_TEXT && !isRevoked ? [(payload as { text: string }).text] : [],
  )
}

/** The row of a group in the list of conversations. */
export async function rowOf(chat: ChatSDK, groupID: string) {
  const { data } = await chat.getConversationList()
  return data.conversationList.find(({ conversationID }) => conversationID === `GROUP${groupID}`)
}

type Row = Awaited<ReturnType<typeof rowOf>>

/** Resolves with the row of a group when an app shows it so that it fits. */
export function shows(chat: ChatSDK, groupID: string, fits: (row: Row) => boolean): Promise<Row> {
  return new Promise((resolve) => {
    const look = async () => {
      const row = await rowOf(chat, groupID)
      if (!fits(row)) return
      chat.off('onConversationListUpdated', look)
      resolve(row)
    }
    chat.on('onConversationListUpdated', look)
    void look()
  })
}
