import type { Target } from '../load/session.ts'
import { userName } from '../load/session.ts'
import type { Server } from '../side.ts'
import { TemporaryFolder } from '../temporary-folder.ts'
import { createApp } from './doors.ts'
import { sendFirst, writeRows } from './grown.ts'
import { newPair, startYanshuProcess } from './process.ts'
import { Seed } from './seed.ts'

const CONVERSATIONS = 1000
const AGE = 8

/** A data folder with old messages of one app; servers are started on it one after the other. */
export class Expiring implements AsyncDisposable {
  readonly #folder: TemporaryFolder
  readonly #app: Target
  readonly #pair: ReturnType<typeof newPair>

  private constructor(folder: TemporaryFolder, app: Target, pair: ReturnType<typeof newPair>) {
    this.#folder = folder
    this.#app = app
    this.#pair = pair
  }

  static async create(dataRoot: string, messages: number): Promise<Expiring> {
    const folder = await TemporaryFolder.create(dataRoot)
    const pair = newPair()
    const app = await writeRows(folder.path, pair, (target) =>
      sendFirst(target, userName(0), userName(1), 1),
    )
    using seed = new Seed(folder.path, app.sdkAppId)
    seed.addNeighbours(CONVERSATIONS)
    seed.ageConversations(messages / CONVERSATIONS, AGE)
    return new Expiring(folder, app, pair)
  }

  /** Whether the server, which may run, has removed all of them. */
  get isOver(): boolean {
    return Seed.isCleared(this.#folder.path, this.#app.sdkAppId)
  }

  /** How many are left, while no server runs. */
  get left(): number {
    using seed = new Seed(this.#folder.path, this.#app.sdkAppId)
    return seed.messages
  }

  /** A server that keeps the old messages for so many days, with a new app to send in. */
  async start(days: number): Promise<Server> {
    {
      using seed = new Seed(this.#folder.path, this.#app.sdkAppId)
      seed.keepDays(days)
    }
    const yanshu = await startYanshuProcess(this.#folder.path, this.#pair)
    const target = await createApp(yanshu.url, this.#pair)
    return {
      target,
      pid: yanshu.pid,
      [Symbol.asyncDispose]: () => yanshu[Symbol.asyncDispose](),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]()
  }
}
