import type { MessageElement } from '@yanshu/protocol'
import type { PushTaskTable } from '../../store/schema-push.ts'

/** What an account can be told apart by: a tag, or the value of one of the ten attributes. */
export type Label = string

/** Whom a push is for: whoever has any of `or`, and all of `and`; an empty list asks for nothing. */
export interface Condition {
  readonly by: 'tags' | 'attrs'
  readonly or: readonly Label[]
  readonly and: readonly Label[]
}

export type Target =
  | { readonly to: 'all' }
  | { readonly to: 'users'; readonly users: readonly string[] }
  | { readonly to: 'labelled'; readonly condition: Condition }

export type PushInfo = Readonly<Record<string, unknown>>

/** What is pushed, and how. */
export interface PushContent {
  readonly target: Target
  readonly body: readonly MessageElement[]
  readonly offlinePush?: PushInfo
  /** Stored as an ordinary message of the conversation; else it is told live alone. */
  readonly stored: boolean
  readonly dataId?: string
}

export type PushKind = PushTaskTable['kind']

/** One push to many. */
export interface PushTask {
  readonly appId: number
  readonly taskId: string
  readonly kind: PushKind
  readonly status: PushTaskTable['status']
  readonly random: number
  readonly sender: string
  readonly createdAt: number
  readonly endedAt: number | undefined
  /** Until when it waits for those who are away; 0 where it does not. */
  readonly keepUntil: number
  readonly cursor: string
  readonly logId: number
  readonly targets: number
  readonly sent: number
  readonly reached: number
  readonly content: PushContent
}

/** What a new push is made of. */
export interface NewPush {
  readonly appId: number
  readonly kind: PushKind
  readonly random: number
  readonly sender: string
  /** Milliseconds that it waits for those who are away. */
  readonly keep: number
  readonly content: PushContent
}
