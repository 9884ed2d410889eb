import { GroupCommit } from './group-commit.ts'

/** A message on its way into the log. */
export interface NewEntry {
  readonly appId: number
  readonly conversation: number
  readonly sender: string
  /** Unix milliseconds; absent for now. Only imports bring their own. */
  readonly time?: number
  /** Unix milliseconds that stand for now, so that what is sent together has one time. */
  readonly sentAt?: number | undefined
  readonly clientTime: number
  readonly clientSeq: number
  readonly random: number
  readonly flags: number
  readonly body: string
}

/** Where an entry landed. */
export interface Appended {
  /** Position in the log as a whole, rising. */
  readonly id: number
  /** Position in the conversation, from 1, without holes. */
  readonly seq: number
  readonly time: number
}

/** The append-only log of messages. What it answers is durable: it survives `kill -9` and power loss. */
export interface MessageLog {
  /** Appends an entry; entries are appended in the order of the calls. */
  append(entry: NewEntry): Promise<Appended>
  /** Resolves when everything appended so far is durable, or has failed. */
  settled(): Promise<void>
}

/** A log over what writes a group of entries in one transaction. */
export function createMessageLog(
  write: (entries: readonly NewEntry[]) => Promise<readonly Appended[]>,
): MessageLog {
  const commits = new GroupCommit(write)
  return {
    append: (entry) => commits.add(entry),
    settled: () => commits.settled(),
  }
}
