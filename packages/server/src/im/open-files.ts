import type { OpenBlobs } from '../blobs/open-blobs.ts'
import { Pictures } from '../blobs/pictures.ts'
import type { Clock } from '../clock.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Store } from '../store/open-store.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { AppService } from './app/service.ts'
import { archiveRest } from './archive/rest.ts'
import { archiveJob, ArchiveService, createArchiveStore, hourOf } from './archive/service.ts'
import { fileExpiry } from './media/expiry.ts'
import { mediaGateway } from './media/gateway.ts'
import { mediaRest } from './media/rest.ts'
import type { FileLimits } from './media/service.ts'
import { Links, MediaService } from './media/service.ts'
import { createFileStore } from './media/store.ts'
import { Uploads } from './media/uploads.ts'

/** What an operator sets about files. */
export interface FileSettings {
  readonly limits: FileLimits
  /** What addresses begin with; empty where they are told from the caller's way to the server. */
  readonly publicUrl: string
}

export interface FilesDeps {
  readonly store: Store
  readonly box: SecretBox
  readonly blobs: OpenBlobs
  readonly apps: AppService
  readonly jobs: Jobs
  readonly now: Clock
  readonly files: FileSettings
}

/** Media files and the message archive, and what they answer at each door. */
export async function openFiles({ store, box, blobs, apps, jobs, now, files }: FilesDeps) {
  const { publicUrl, limits } = files
  const links = new Links(box.keyFor('file links'), now)
  const fileStore = createFileStore(store.db)
  const archiveStore = createArchiveStore(store.db)
  const uploads = new Uploads({ store: fileStore, blobs, pictures: new Pictures(), now })
  const common = { blobs, links, now }
  const media = new MediaService({ ...common, store: fileStore, apps, uploads, limits, publicUrl })
  const archive = new ArchiveService({ ...common, store: archiveStore })
  // What is in the log by now belongs to hours that nobody archived.
  await archiveStore.begin(hourOf(now()))
  jobs.add(
    fileExpiry({ store: fileStore, blobs, apps, now }),
    archiveJob({ store: archiveStore, blobs, now }),
  )
  return {
    media,
    archive,
    rest: [...mediaRest({ media, publicUrl }), ...archiveRest(archive, publicUrl)],
    gateway: mediaGateway(media),
  }
}
