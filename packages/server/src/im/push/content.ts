import type { PushCondition } from '@yanshu/protocol'
import { ImError, messageBody, messageErrors, pushErrors } from '@yanshu/protocol'
import type { AccountService } from '../account/service.ts'
import type { PushContent, PushInfo } from './push.ts'
import { targetOf } from './rules.ts'
import type { PushService } from './service.ts'

/** Bytes of what is pushed (全员推送). */
const MOST_BYTES = 10 * 1024

/** Longest time that a push waits for those who are away. */
const WEEK_SECONDS = 604_800

/** The elements of a push. @throws {ImError} 90002, 90056. */
export function bodyOf(given: readonly unknown[], info: PushInfo | undefined): PushContent['body'] {
  if (Buffer.byteLength(JSON.stringify([given, info ?? {}])) > MOST_BYTES) {
    throw new ImError(pushErrors.bodyTooLong)
  }
  const parsed = messageBody.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ImError(messageErrors.badBody, `${issue?.path.join('.')}: ${issue?.message}`)
  }
  return parsed.data
}

/** Milliseconds that a push is kept. @throws {ImError} 90026. */
export function keepOf(seconds: number | undefined): number {
  if ((seconds ?? 0) > WEEK_SECONDS) throw new ImError(messageErrors.lifeTimeTooLong)
  return (seconds ?? 0) * 1000
}

/** @throws {ImError} 90048 where the sender is not imported. */
export async function checkSender(
  accounts: AccountService,
  appId: number,
  sender: string,
): Promise<void> {
  if (!(await accounts.find(appId, sender))) {
    throw new ImError(messageErrors.unknownAccount, sender.slice(0, 32))
  }
}

/** Whom a push is for, by the attributes that the app declared. */
export async function readTarget(
  { labels }: Pick<PushService, 'labels'>,
  appId: number,
  condition: PushCondition | undefined,
) {
  const usesAttrs = condition?.AttrsAnd !== undefined || condition?.AttrsOr !== undefined
  return targetOf(condition, usesAttrs ? await labels.names(appId) : [])
}
