import { readFile } from 'node:fs/promises'

/** A line for the user where a process may not open this many files; `undefined` where it may, or where nobody can say. */
export async function tooFewFiles(wanted: number): Promise<string | undefined> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '')
  const soft = softLimit(limits)
  if (soft === undefined || soft >= wanted) return undefined
  return `a process may open ${soft} files here, the figure of idle sockets needs ${wanted}: raise it with ulimit -n ${wanted}`
}

/** The soft limit of open files in the text of `/proc/<pid>/limits`. */
export function softLimit(limits: string): number | undefined {
  const found = /^Max open files\s+(\d+|unlimited)/m.exec(limits)
  if (found === null) return undefined
  return found[1] === 'unlimited' ? Number.POSITIVE_INFINITY : Number(found[1])
}
