import { AppendLog } from './append-log.ts'
import type { LogRow } from './append-log.ts'

declare const self: Worker

/** The Worker's first message names the file; every later one is a batch, answered when durable. */
let log: AppendLog | undefined

self.addEventListener('message', ({ data }: MessageEvent<string | readonly LogRow[]>) => {
  if (typeof data === 'string') {
    log = new AppendLog(data)
    return
  }
  log?.append(data)
  self.postMessage('stored')
})
