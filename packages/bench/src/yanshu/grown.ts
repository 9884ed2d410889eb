import type { Target } from '../load/session.ts'
import { Session, userName } from '../load/session.ts'
import { messageText } from '../load/wire.ts'
import type { Server } from '../side.ts'
import { TemporaryFolder } from '../temporary-folder.ts'
import { createApp } from './doors.ts'
import { COMMUNITY, GroupSeed, OPEN } from './group-seed.ts'
import { newPair, startYanshuProcess } from './process.ts'
import type { SecretPair } from './signature-v3.ts'

export const READER = 'reader'

export interface GrownServer extends Server {
  /** Where it keeps its data. */
  readonly folder: string
}

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
): Promise<Server> {
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

/** A server with this many accounts that talk to each other, where the reader has `count` conversations. */
export function startWithList(dataRoot: string, accounts: number, count: number): Promise<Server> {
  return startGrown(
    dataRoot,
    async (target) => {
      await sendFirst(target, READER, userName(0), 1)
      await sendFirst(target, userName(0), userName(1), 2)
    },
    (seed) => {
      seed.addAccounts(accounts)
      seed.addNeighbours(accounts)
      seed.addConversations(READER, count)
    },
  )
}

/** A server with this many accounts, each with a friend, where the reader has `friends` of them as friends. */
export function startWithFriends(
  dataRoot: string,
  accounts: number,
  friends: number,
): Promise<Server> {
  return startGrown(
    dataRoot,
    async (target) => {
      await addFirst(target, userName(0), userName(1))
      await addFirst(target, READER, userName(0))
    },
    (seed) => {
      seed.addAccounts(accounts)
      seed.addFriends(accounts, READER, friends)
    },
  )
}

/** Accounts that are pushed to. */
export const PUSHED = 100_000

/** Accounts in front of them, for the load: they get no push, which the load would not know. */
export const BYSTANDERS = 1000

/** A server with accounts that have a tag in common, where pushes are switched on. */
export function startWithPushTargets(dataRoot: string): Promise<Server> {
  return startGrown(
    dataRoot,
    async (target) => {
      await sendFirst(target, userName(0), userName(1), 1)
    },
    (seed) => {
      seed.addAccounts(BYSTANDERS + PUSHED)
      seed.tagAccounts(userName(BYSTANDERS))
    },
  )
}

/** A server with this many open groups, and a community of this many members that the first account owns. */
export function startWithManyGroups(
  dataRoot: string,
  groups: number,
  members: number,
): Promise<Server> {
  return startGrown(
    dataRoot,
    async (target) => {
      await sendFirst(target, userName(0), READER, 1)
      const owner = await Session.open(target, userName(0))
      const name = 'a group of old'
      const members = [{ userId: READER }]
      await owner.ask('group.create', { groupId: OPEN, type: 'ChatRoom', name })
      await owner.ask('group.create', { groupId: COMMUNITY, type: 'Public', name, members })
      owner.close()
    },
    (seed) => {
      seed.addAccounts(Math.max(groups, members))
      seed.addGroups(groups)
      seed.addMembers(members)
    },
  )
}

/** A server where one account may have this many sessions. */
export function startWithSessions(dataRoot: string, sessions: number): Promise<Server> {
  return startGrown(
    dataRoot,
    async () => {},
    (seed) => seed.allowSessions(sessions),
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
  multiply: (seed: GroupSeed) => void,
): Promise<GrownServer> {
  await using open = new AsyncDisposableStack()
  const folder = open.use(await TemporaryFolder.create(dataRoot))
  const pair = newPair()
  const app = await writeRows(folder.path, pair, writeFirst)
  {
    using seed = new GroupSeed(folder.path, app.sdkAppId)
    multiply(seed)
  }
  const { url, pid } = open.use(await startYanshuProcess(folder.path, pair))
  const kept = open.move()
  return {
    target: { ...app, url },
    pid,
    folder: folder.path,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** Runs a server until it has an app and the first rows in it. */
export async function writeRows(
  folder: string,
  pair: SecretPair,
  writeFirst: (target: Target) => Promise<void>,
): Promise<Target> {
  await using yanshu = await startYanshuProcess(folder, pair)
  const app = await createApp(yanshu.url, pair)
  await writeFirst(app)
  return app
}

export async function sendFirst(
  target: Target,
  from: string,
  to: string,
  random: number,
): Promise<void> {
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

async function addFirst(target: Target, owner: string, friend: string): Promise<void> {
  const other = await Session.open(target, friend)
  const session = await Session.open(target, owner)
  await session.ask('friend.add', {
    userId: friend,
    source: 'AddSource_Type_Bench',
    remark: 'a friend of old',
    type: 'Add_Type_Single',
  })
  session.close()
  other.close()
}
