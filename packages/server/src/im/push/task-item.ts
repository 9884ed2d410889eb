import type { PushCondition, PushTaskItem } from '@yanshu/protocol'
import { toSeconds } from '../../clock.ts'
import type { Label, PushContent, PushTask } from './push.ts'
import type { AttrName } from './rules.ts'

/** Whether somebody may still be told who was not. */
export function isRevocable({ status, keepUntil }: PushTask, now: number): boolean {
  if (status === 'revoked') return false
  return status === 'counting' || status === 'sending' || keepUntil > now
}

/** A task as the console shows it. */
export function toTaskItem(task: PushTask, names: readonly AttrName[], now: number): PushTaskItem {
  const { content } = task
  const { target } = content
  return {
    TaskId: task.taskId,
    Source: task.kind,
    Status: task.status,
    FromAccount: task.sender,
    Text: textOf(content),
    Target: target.to === 'labelled' ? target.condition.by : target.to,
    Condition: conditionOf(content, names),
    Stored: content.stored,
    KeepUntil: toSeconds(task.keepUntil),
    CreateTime: toSeconds(task.createdAt),
    EndTime: toSeconds(task.endedAt ?? 0),
    Targets: task.targets,
    Sent: task.sent,
    Reached: task.reached,
    Revocable: isRevocable(task, now),
  }
}

function textOf({ body, offlinePush }: PushContent): string {
  const title = offlinePush?.['Title']
  const [first] = body
  if (first?.MsgType === 'TIMTextElem') return first.MsgContent.Text
  return typeof title === 'string' ? title : `[${first?.MsgType ?? ''}]`
}

/** The condition as it was given, with the names that attributes have now. */
function conditionOf({ target }: PushContent, names: readonly AttrName[]): PushCondition {
  if (target.to !== 'labelled') return {}
  const { by, or, and } = target.condition
  if (by === 'tags') return { TagsOr: [...or], TagsAnd: [...and] }
  return { AttrsOr: valuesOf(or, names), AttrsAnd: valuesOf(and, names) }
}

function valuesOf(labels: readonly Label[], names: readonly AttrName[]) {
  return Object.fromEntries(
    labels.map((label) => {
      const slot = Number(label[0])
      return [names.find((one) => one.slot === slot)?.name ?? String(slot), label.slice(1)]
    }),
  )
}
