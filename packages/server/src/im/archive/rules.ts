import { BEIJING, formatMoment } from '../../clock.ts'

export const HOUR = 3_600_000

/** Hours that a file is kept (下载最近消息记录: 7 days). */
export const KEPT_HOURS = 7 * 24

export function hourOf(time: number): number {
  return Math.floor(time / HOUR)
}

/** `yyyymmddHH` of an hour. */
export function formatHour(hour: number): string {
  return new Date(hour * HOUR + BEIJING).toISOString().replaceAll(/[-T]/g, '').slice(0, 10)
}

/** Hours since 1970; undefined for what is no hour of the calendar. */
export function parseHour(text: string): number | undefined {
  const [, year, month, day, hour] = /^(\d{4})(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  const time = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`)
  if (Number.isNaN(time)) return undefined
  const found = hourOf(time - BEIJING)
  // 30 February is read as 2 March.
  return formatHour(found) === text ? found : undefined
}

/** `YYYY-MM-DD HH:MM:SS`, Beijing time. */
export function formatTime(time: number): string {
  return formatMoment(time + BEIJING)
}

export function isOver(hour: number, now: number): boolean {
  return hour < hourOf(now) - KEPT_HOURS
}

/** Which chats the messages of a file are of, as `ChatType` has it. */
export type ArchiveKind = 'C2C' | 'Group'

export function isArchiveKind(text: string): text is ArchiveKind {
  return text === 'C2C' || text === 'Group'
}

/** A file of the archive. */
export interface ArchiveId {
  readonly appId: number
  readonly kind: ArchiveKind
  /** Hours since 1970. */
  readonly hour: number
}

/** Where the bytes are. */
export function archiveKey(id: ArchiveId): string {
  return `${id.appId}/archive/${archiveName(id)}`
}

export function archiveName({ kind, hour }: ArchiveId): string {
  return `${kind.toLowerCase()}-${formatHour(hour)}.gz`
}

export function archivePath(id: ArchiveId): string {
  return `/files/${archiveKey(id)}`
}

export function parseArchivePath(path: string): ArchiveId | undefined {
  const [, appId, kind, name = ''] =
    /^\/files\/(\d{1,10})\/archive\/(c2c|group)-(\d{10})\.gz$/.exec(path) ?? []
  const hour = parseHour(name)
  if (appId === undefined || hour === undefined) return undefined
  return { appId: Number(appId), kind: kind === 'c2c' ? 'C2C' : 'Group', hour }
}
