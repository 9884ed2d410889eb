import type { Transaction } from 'kysely'
import type { Schema } from '../store/schema.ts'

/**
 * Takes the next number of a kind. Within a transaction, because whoever else takes one of the kind then
 * waits until it ends: what is counted after it stays counted.
 */
export async function takeNumber(
  trx: Transaction<Schema>,
  kind: Schema['cam_number']['kind'],
): Promise<number> {
  const row = await trx
    .updateTable('cam_number')
    .set((number) => ({ last: number('last', '+', 1) }))
    .where('kind', '=', kind)
    .returning('last')
    .executeTakeFirstOrThrow()
  return Number(row.last)
}

/** Lets changes of who there is and who belongs to which group take turns, until the transaction ends. */
export async function lockMembership(trx: Transaction<Schema>): Promise<void> {
  await trx
    .updateTable('cam_number')
    .set((number) => ({ last: number.ref('last') }))
    .where('kind', '=', 'uid')
    .execute()
}
