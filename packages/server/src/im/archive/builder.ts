import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import { flags, has } from '../message/service.ts'
import { HourFile } from './hour-file.ts'
import { isArchived, kindOf, toLine } from './lines.ts'
import type { ArchiveKind } from './rules.ts'
import { archiveKey, HOUR, hourOf, KEPT_HOURS } from './rules.ts'
import type { ArchiveStore, HourRow, LoggedMessage } from './store.ts'

export interface BuilderDeps {
  readonly store: ArchiveStore
  readonly blobs: BlobStore
  readonly now: Clock
}

const EVERY = 60_000
/** Messages of different conversations enter the log not quite in the order of their times. */
const SETTLED = 60_000
/** Messages read at once. */
const PAGE = 500
/** Files removed in one run. */
const REMOVED = 100
/** Hours made in one run. */
const MOST_HOURS = 24

/**
 * Makes the files of each hour that is over. The log is walked once for all apps, from where the hour
 * before ended: what an hour costs grows with its messages, not with the log.
 */
export function archiveJob(deps: BuilderDeps): Job {
  return {
    name: 'archive',
    every: EVERY,
    async run(signal) {
      for (let made = 0; made < MOST_HOURS && !signal.aborted; made++) {
        if (!(await buildNext(deps, signal))) break
      }
      await removeOld(deps)
    },
  }
}

async function buildNext(deps: BuilderDeps, signal: AbortSignal): Promise<boolean> {
  const hour = await deps.store.next()
  if (!hour || deps.now() < (hour.hour + 1) * HOUR + SETTLED) return false
  const walk = new Walk(deps, hour)
  try {
    if (!(await walk.go(signal))) return false
    await deps.store.finish(await walk.finish(), walk.next(deps.now()))
    return true
  } finally {
    await walk.drop()
  }
}

async function removeOld({ store, blobs, now }: BuilderDeps): Promise<void> {
  const rows = await store.before(hourOf(now()) - KEPT_HOURS, REMOVED)
  // The bytes first: a row without them can be found again, bytes without a row cannot.
  await blobs.remove(rows.map(({ app_id: appId, kind, hour }) => archiveKey({ appId, kind, hour })))
  await store.remove(rows)
}

/** One walk over the messages of an hour. */
class Walk {
  readonly #deps: BuilderDeps
  readonly #hour: number
  readonly #files = new Map<string, HourFile>()
  #at: number
  /** The first message of a later hour. */
  #later: LoggedMessage | undefined

  constructor(deps: BuilderDeps, { hour, log_id: logId }: HourRow) {
    this.#deps = deps
    this.#hour = hour
    this.#at = logId
  }

  /** False where it was told to stop on the way. */
  async go(signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const page = await this.#deps.store.logAfter(this.#at, PAGE)
      const isLast = this.#look(page)
      const wanted = page.filter((one) => hourOf(one.time) === this.#hour && isArchived(one))
      await this.#write(wanted)
      if (isLast || page.length < PAGE) return true
      if (signal.aborted) return false
    }
  }

  async finish() {
    const rows = []
    for (const file of this.#files.values()) rows.push(await file.finish())
    return rows
  }

  /** Where the next hour begins; hours without messages are left out. */
  next(now: number): HourRow {
    if (!this.#later) return { hour: Math.max(this.#hour + 1, hourOf(now)), log_id: this.#at }
    return { hour: hourOf(this.#later.time), log_id: this.#later.id - 1 }
  }

  async drop(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.drop()))
  }

  /** Notes how far the page goes; true where nothing of the hour can follow. */
  #look(page: readonly LoggedMessage[]): boolean {
    const end = (this.#hour + 1) * HOUR
    for (const message of page) {
      this.#at = message.id
      // The time of an imported message says nothing about when it was stored.
      if (message.time < end || has(message.flags, flags.imported)) continue
      this.#later ??= message
      if (message.time >= end + SETTLED) return true
    }
    return false
  }

  async #write(messages: readonly LoggedMessage[]): Promise<void> {
    for (const [appId, own] of Map.groupBy(messages, (message) => message.app_id)) {
      for (const [kind, some] of Map.groupBy(own, kindOf)) {
        const lines = some.map((message) => `${JSON.stringify(toLine(message))},\n`)
        const file = await this.#fileOf(appId, kind)
        await file.write(lines.join(''))
      }
    }
  }

  async #fileOf(appId: number, kind: ArchiveKind): Promise<HourFile> {
    const key = `${appId}/${kind}`
    const known = this.#files.get(key)
    if (known) return known
    const id = { appId, kind, hour: this.#hour }
    const file = new HourFile(id, await this.#deps.blobs.draft())
    this.#files.set(key, file)
    await file.write(file.head())
    return file
  }
}
