import { type ChatSDK, createChat } from '../src/chat.ts'
import type { Timing } from '../src/connection/timing.ts'
import type { ChatEvents, DataOf } from '../src/events/event-map.ts'
import type { CreateOptions } from '../src/options.ts'
import type { FakeGateway } from './fake-gateway.ts'

export const quick: Timing = {
  request: 1_500,
  dial: 1_000,
  ping: 200,
  stable: 5_000,
  grace: 20,
  spacing: 10,
}

/** An instance of the SDK that logs itself out at the end of a test. */
export type TestChat = ChatSDK & AsyncDisposable

export function testChat(gateway: FakeGateway, options: Partial<CreateOptions> = {}): TestChat {
  const chat = createChat({ SDKAppID: 1, proxyServer: gateway.url, ...options }, quick, () => {})
  return Object.assign(chat, {
    [Symbol.asyncDispose]: async () => {
      await chat.destroy()
    },
  })
}

/** An instance that is logged in and ready. */
export async function signIn(gateway: FakeGateway, userID: string): Promise<TestChat> {
  const chat = testChat(gateway)
  const ready = next(chat, 'sdkStateReady')
  await chat.login({ userID, userSig: 'sig' })
  await ready
  return chat
}

/** The data of the next event of a kind that fits. */
export function next<Name extends keyof ChatEvents>(
  chat: ChatSDK,
  name: Name,
  fits: (data: DataOf<Name>) => boolean = () => true,
): Promise<DataOf<Name>> {
  return new Promise((resolve) => {
    const handler = (event: { readonly data: DataOf<Name> }) => {
      if (!fits(event.data)) return
      chat.off(name, handler)
      resolve(event.data)
    }
    chat.on(name, handler)
  })
}

/** Collects the texts of received messages; `reach` waits until there are so many. */
export function collectTexts(chat: ChatSDK) {
  const texts: string[] = []
  let wake = () => {}
  chat.on('onMessageReceived', ({ data }) => {
    for (const { payload } of data) texts.push((payload as { text: string }).text)
    wake()
  })
  return {
    texts,
    async reach(count: number): Promise<string[]> {
      while (texts.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return texts
    },
  }
}

export function textTo(chat: ChatSDK, to: string, text: string) {
  return chat.createTextMessage({ to, conversationType: 'C2C', payload: { text } })
}
