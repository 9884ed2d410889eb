import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import { flags } from './flags.ts'
import { receiverToken } from './receiver-token.ts'

type MessageAlias = 'm' | 'message'

/** Whether the flags of a message let an account of its conversation see it. */
export function isShown(alias: MessageAlias, account: string) {
  const [flag, sender] = [sql.ref(`${alias}.flags`), sql.ref(`${alias}.sender`)]
  const body = sql.ref(`${alias}.body`)
  const { hiddenFromSender, hiddenFromReceiver, targeted } = flags
  return sql<SqlBool>`(not (${flag} & ${sql.lit(hiddenFromSender)} <> 0 and ${sender} = ${account})
    and not (${flag} & ${sql.lit(hiddenFromReceiver)} <> 0 and ${sender} <> ${account})
    and (${flag} & ${sql.lit(targeted)} = 0 or ${sender} = ${account}
      or replace(${body}, ${receiverToken(account)}, '') <> ${body}))`
}

/**
 * Whether a message is told to an account, at once or by `sync`: what its receiver discarded when it
 * was sent is in the history alone.
 */
export function isTold(alias: MessageAlias, account: string) {
  const [flag, sender] = [sql.ref(`${alias}.flags`), sql.ref(`${alias}.sender`)]
  return sql<SqlBool>`not (${flag} & ${sql.lit(flags.discarded)} <> 0 and ${sender} <> ${account})`
}

/** Whether an account has not deleted a message; who has deleted none need not be asked. */
export function isNotDeleted(alias: MessageAlias, account: string) {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<SqlBool>`not exists (select 1 from message_deleted d
    where d.app_id = ${column('app_id')} and d.account = ${account}
      and d.conversation = ${column('conversation')} and d.seq = ${column('seq')})`
}
