import type { PushCondition } from '@yanshu/protocol'
import { ImError, messageBody, messageErrors, pushErrors } from '@yanshu/protocol'
import type { AccountService } from '../account/service.ts'
import type { PushContent, PushInfo } from './push.ts'
import { targetOf } from './rules.ts'
import type { PushService } from './service.ts'
import { bodyOfInfo } from './tasks.ts'

/** Bytes of what is pushed (全员推送). */
const MOST_BYTES = 10 * 1024

/** Longest time that a push waits for those who are away. */
const WEEK_SECONDS = 604_800

const MOST_RECEIVERS = 500

/** A notification waits for those who are away as long as vendors keep one. */
export const KEPT_NOTIFICATION = 86_400_000

/** @throws {ImError} 90056. */
export function checkSize(given: readonly unknown[], info: PushInfo | undefined): void {
  if (Buffer.byteLength(JSON.stringify([given, info ?? {}])) > MOST_BYTES) {
    throw new ImError(pushErrors.bodyTooLong)
  }
}

/** What a push without elements says: it is told live, and never stored. @throws {ImError} 90056. */
export function notificationOf(info: PushInfo) {
  checkSize([], info)
  return { body: bodyOfInfo(info), offlinePush: info, stored: false }
}

/** The accounts among receivers, and the others. @throws {ImError} 90011, 90029. */
export async function sortOutReceivers(
  accounts: AccountService,
  appId: number,
  given: readonly string[],
) {
  const receivers = [...new Set(given)]
  if (receivers.length === 0) throw new ImError(messageErrors.noReceivers)
  if (receivers.length > MOST_RECEIVERS) throw new ImError(messageErrors.tooManyReceivers)
  const found = await accounts.findMany(appId, receivers)
  return {
    known: receivers.filter((receiver) => found.has(receiver)),
    unknown: receivers.filter((receiver) => !found.has(receiver)),
  }
}

/** The elements of a push. @throws {ImError} 90002, 90056. */
export function bodyOf(given: readonly unknown[], info: PushInfo | undefined): PushContent['body'] {
  checkSize(given, info)
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
