/** An app whose messages run out, and how far they are removed. */
export interface Mark {
  readonly appId: number
  /** No message of the app is left up to here. */
  readonly logId: number
  readonly days: number
}

/** Apps that are at the same place and keep messages equally long: one walk does for all of them. */
export interface Group {
  readonly appIds: readonly number[]
  readonly logId: number
  readonly days: number
}

export function groupsOf(marks: readonly Mark[]): readonly Group[] {
  const groups = new Map<string, { appIds: number[]; logId: number; days: number }>()
  for (const { appId, logId, days } of marks) {
    const key = `${logId}/${days}`
    const group = groups.get(key)
    if (group) group.appIds.push(appId)
    else groups.set(key, { appIds: [appId], logId, days })
  }
  return [...groups.values()].toSorted((a, b) => a.logId - b.logId)
}

/** What a step looks at of a message. */
export interface Seen {
  readonly id: number
  readonly app_id: number
  readonly time: number
  readonly flags: number
}

/** Part of the log that a step clears of the messages of some apps. */
export interface Stretch {
  readonly upTo: number
  /** Messages to be removed. */
  readonly count: number
  /** Flags of all of them together. */
  readonly flags: number
}

/**
 * How far a step may go: to the first message that is young enough, because everything after it was
 * stored later; and no further than `most` messages to be removed.
 */
export function stretchOf(
  rows: readonly Seen[],
  { appIds, before, most }: { appIds: ReadonlySet<number>; before: number; most: number },
): Stretch | undefined {
  let stretch: Stretch | undefined
  for (const { id, app_id, time, flags } of rows) {
    if (time >= before) break
    const { count, flags: others } = stretch ?? { count: 0, flags: 0 }
    const goes = appIds.has(app_id)
    if (goes && count === most) break
    stretch = { upTo: id, count: count + (goes ? 1 : 0), flags: goes ? others | flags : others }
  }
  return stretch
}
