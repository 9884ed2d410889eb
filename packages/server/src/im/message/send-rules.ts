import type { Account } from '../account/account.ts'
import type { App } from '../app/app.ts'
import { flags } from './flags.ts'
import type { Outgoing } from './sender.ts'

/** A message that a user wants to send; administrators' messages are not judged. */
export interface SendAttempt {
  readonly app: App
  readonly from: Account
  readonly to: string
}

/**
 * `hide` stores the message for the sender alone, who is told that it was sent; `discard` stores it for
 * both, and neither tells nor counts it for the receiver.
 */
export type Verdict = 'deliver' | 'hide' | 'discard'

/** Decides whether a user may send to another. */
export interface SendRule {
  /**
   * Answers without waiting where what it needs is in memory, so that messages keep their order.
   *
   * @throws {ImError} where the message is refused.
   */
  judge(attempt: SendAttempt): Verdict | Promise<Verdict>
}

/** What receivers set to be neither told nor counted. */
export interface Discards {
  /** Those of some receivers that discard what an account sends. */
  among(appId: number, from: string, receivers: readonly string[]): Promise<ReadonlySet<string>>
}

/** Asks every rule in turn; the first that refuses or hides has the last word. */
export function judge(
  rules: readonly SendRule[],
  attempt: SendAttempt,
  from = 0,
): Verdict | Promise<Verdict> {
  for (let at = from; at < rules.length; at++) {
    const verdict = rules[at]?.judge(attempt)
    if (verdict instanceof Promise) {
      return verdict.then((said) => (said !== 'deliver' ? said : judge(rules, attempt, at + 1)))
    }
    if (verdict !== undefined && verdict !== 'deliver') return verdict
  }
  return 'deliver'
}

/** A message with what its receiver's side was judged to get of it. */
export function sealed(message: Outgoing, verdict: Verdict): Outgoing {
  if (verdict === 'deliver') return message
  const flag = verdict === 'hide' ? flags.hiddenFromReceiver : flags.discarded
  return { ...message, flags: message.flags | flag }
}
