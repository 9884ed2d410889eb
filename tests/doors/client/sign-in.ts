import { create } from '@yanshu/client'
import type { ChatEvents, ChatSDK, CreateOptions } from '@yanshu/client'
import type { TestApp, TestServer } from '@yanshu/server/testing'

let made = 0

/** The client SDK against a whole platform, signed in and ready; it signs out at the end of a test. */
export async function signIn(
  im: TestServer,
  app: TestApp,
  userID: string,
  options: Partial<CreateOptions> = {},
): Promise<ChatSDK & AsyncDisposable> {
  made += 1
  const instanceKey = String(made)
  const chat = create({ SDKAppID: app.appId, endpoint: im.url, instanceKey, ...options })
  const ready = next(chat, 'sdkStateReady')
  await chat.login({ userID, userSig: im.userSig(app, userID) })
  await ready
  return Object.assign(chat, {
    [Symbol.asyncDispose]: async () => {
      await chat.destroy()
    },
  })
}

/** What the next event of a name carries. */
export function next<Name extends keyof ChatEvents & string>(
  chat: ChatSDK,
  name: Name,
): Promise<ChatEvents[Name]> {
  return new Promise((resolve) =>
    chat.once(name, ({ data }: { data: unknown }) => resolve(data as ChatEvents[Name])),
  )
}
