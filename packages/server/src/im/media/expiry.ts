import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { AppService } from '../app/service.ts'
import type { FileRow } from './media.ts'
import { blobKeys } from './rules.ts'
import type { FileStore } from './store.ts'

export interface ExpiryDeps {
  readonly store: FileStore
  readonly blobs: BlobStore
  readonly apps: AppService
  readonly now: Clock
}

const EVERY = 10 * 60_000
/** Files removed together. */
const STEP = 100
/** Removals of one app in one run; the rest waits for the next. */
const MOST_STEPS = 50
const DAY = 86_400_000

/** Removes files that are older than the messages of their app may be, and what never arrived. */
export function fileExpiry(deps: ExpiryDeps): Job {
  return {
    name: 'file.expiry',
    every: EVERY,
    async run(signal) {
      await removeAll(deps, signal, () => deps.store.abandoned(deps.now() - DAY, STEP))
      for (const appId of await deps.apps.ids()) {
        if (signal.aborted) return
        const before = await deps.apps.historyStart(appId)
        if (before > 0) {
          await removeAll(deps, signal, () => deps.store.oldest(appId, before, STEP))
        }
      }
    },
  }
}

async function removeAll(
  { blobs, store }: ExpiryDeps,
  signal: AbortSignal,
  next: () => Promise<readonly FileRow[]>,
): Promise<void> {
  for (let step = 0; step < MOST_STEPS && !signal.aborted; step++) {
    const rows = await next()
    // The bytes first: a row without them can be found again, bytes without a row cannot.
    await blobs.remove(rows.flatMap(blobKeys))
    await store.remove(rows)
    if (rows.length < STEP) return
  }
}
