import type { Target } from '../load/session.ts'
import { Session, userName } from '../load/session.ts'
import { messageText } from '../load/wire.ts'
import { TemporaryFolder } from '../temporary-folder.ts'
import { createApp } from './doors.ts'
import { newPair, startYanshuProcess } from './process.ts'
import { Seed } from './seed.ts'

/** A server with an app that holds as much data as was asked for. */
export interface GrownServer extends AsyncDisposable {
  readonly target: Target
}

export const READER = 'reader'

/** A server whose app has this many accounts, each with a conversation and a message. */
export function startWithAccounts(dataRoot: string, accounts: number): Promise<GrownServer> {
  return startGrown(
    dataRoot,
    async (target) => {
      await sendFirst(target, userName(0), userName(1), 1)
    },
    (seed) => {
      seed.addAccounts(accounts)
      seed.addNeighbours(accounts)
    },
  )
}

/** A server where the reader has a conversation of each length, with a peer named after it. */
export function startWithConversations(
  dataRoot: string,
  lengths: readonly number[],
): Promise<GrownServer> {
  const randomOf = (length: number) => 10_000_000 + length
  return startGrown(
    dataRoot,
    async (target) => {
      for (const length of lengths) {
        await sendFirst(target, READER, peerOf(length), randomOf(length))
      }
    },
    (seed) => {
      for (const length of lengths) seed.lengthen(randomOf(length), length)
    },
  )
}

/** Whom the reader talks to in the conversation of this length. */
export function peerOf(length: number): string {
  return `peer-${length}`
}

/** Lets a server write the first rows, copies them while it is stopped, and starts it again. */
async function startGrown(
  dataRoot: string,
  writeFirst: (target: Target) => Promise<void>,
  multiply: (seed: Seed) => void,
): Promise<GrownServer> {
  const folder = await TemporaryFolder.create(dataRoot)
  const pair = newPair()
  const first = await startYanshuProcess(folder.path, pair)
  const app = await createApp(first.url, pair)
  await writeFirst(app)
  await first.stop()

  const seed = new Seed(folder.path, app.sdkAppId)
  multiply(seed)
  seed[Symbol.dispose]()

  const yanshu = await startYanshuProcess(folder.path, pair)
  return {
    target: { ...app, url: yanshu.url },
    async [Symbol.asyncDispose]() {
      await yanshu.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}

async function sendFirst(target: Target, from: string, to: string, random: number): Promise<void> {
  const receiver = await Session.open(target, to)
  const sender = await Session.open(target, from)
  await sender.ask('message.send', {
    to,
    random,
    clientSeq: 1,
    clientTime: Math.floor(Date.now() / 1000),
    body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: messageText } }],
  })
  sender.close()
  receiver.close()
}
