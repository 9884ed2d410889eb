import type { WireStatus } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Logger } from '../../log.ts'
import type { App } from '../app/app.ts'
import { hasFeature } from '../app/service.ts'
import type { Connection } from './registry.ts'

/** Milliseconds over which the changes of an account are told as one. */
const WINDOW = 100

export interface NoticesDeps {
  readonly bus: Bus
  readonly log: Logger
  knownApp(appId: number): App | undefined
  findApp(appId: number): Promise<App | undefined>
  /** Connections that want to be told of an account, friends' included. */
  watchersOf(appId: number, userId: string): Promise<ReadonlySet<Connection>>
  own(appId: number, userId: string): readonly Connection[]
  /** How the accounts are now. */
  statusesOf(appId: number, userIds: readonly string[]): Promise<readonly WireStatus[]>
}

/** An account whose state may be another than before. */
interface Marked {
  /** Its own devices are told too: they show what it says of itself. */
  own: boolean
}

/** Tells of changes, in apps that have the feature on; what nobody watches costs no question. */
export class Notices {
  readonly #deps: NoticesDeps
  #marked = new Map<number, Map<string, Marked>>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #telling: Promise<void> = Promise.resolve()

  constructor(deps: NoticesDeps) {
    this.#deps = deps
  }

  /** The state of an account changed; `own` where its own devices are to be told. */
  changed(appId: number, userId: string, own = false): void {
    const app = this.#deps.knownApp(appId)
    if (!own && app && !hasFeature(app, 'userStatus')) return
    const marked = this.#marked.get(appId) ?? new Map<string, Marked>()
    this.#marked.set(appId, marked)
    marked.set(userId, { own: own || (marked.get(userId)?.own ?? false) })
    this.#timer ??= setTimeout(() => this.#flush(), WINDOW)
  }

  /** Lets what is being told come to an end. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#telling
  }

  #flush(): void {
    const marked = this.#marked
    this.#marked = new Map()
    this.#timer = undefined
    this.#telling = this.#telling.then(() => this.#tellAll(marked))
  }

  async #tellAll(all: ReadonlyMap<number, ReadonlyMap<string, Marked>>): Promise<void> {
    for (const [appId, marked] of all) {
      try {
        await this.#tell(appId, marked)
      } catch (error) {
        this.#deps.log.error('presence.notTold', { appId, error })
      }
    }
  }

  async #tell(appId: number, marked: ReadonlyMap<string, Marked>): Promise<void> {
    const app = await this.#deps.findApp(appId)
    if (!app) return
    const isOn = hasFeature(app, 'userStatus')
    const receivers = new Map<string, readonly Connection[]>()
    for (const [userId, { own }] of marked) {
      const watchers = isOn ? await this.#deps.watchersOf(appId, userId) : []
      const all = new Set([...watchers, ...(own ? this.#deps.own(appId, userId) : [])])
      if (all.size > 0) receivers.set(userId, [...all])
    }
    if (receivers.size === 0) return
    for (const change of await this.#deps.statusesOf(appId, [...receivers.keys()])) {
      const watchers = receivers.get(change.userId) ?? []
      this.#deps.bus.publish('presence.changed', { appId, change, watchers })
    }
  }
}
