const pending = new Set<() => void>()

process.on('exit', () => {
  for (const work of pending) work()
})
// Without a listener a signal ends the process with no `exit` event at all.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

/**
 * Lets `work` run when this process ends early, for what outlives a process: others that it started,
 * and files. Call the answer when the work is no longer needed.
 */
export function atExit(work: () => void): () => void {
  pending.add(work)
  return () => pending.delete(work)
}
