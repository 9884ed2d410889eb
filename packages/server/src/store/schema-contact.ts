import type { Generated } from 'kysely'

/** What accounts set on their conversations: marks, custom data, groups, how messages are received. */
export interface ContactTables {
  contact: ContactTable
  contact_group: ContactGroupTable
  contact_group_member: ContactGroupMemberTable
  receive_option: ReceiveOptionTable
}

/** One conversation that an account set something on. */
export interface ContactTable {
  /** Rises with time, so that pages go by it. */
  id: Generated<number>
  app_id: number
  account: string
  /** The other side. */
  peer: string
  /** Standard marks: bits 1 to 32, and bits 33 to 64. */
  mark_low: Generated<number>
  mark_high: Generated<number>
  custom: Generated<string>
  /** 0 for accept and notify, 1 for accept without notice, 2 for discard. */
  remind: Generated<number>
  changed_at: number
}

/** A group of conversations. */
export interface ContactGroupTable {
  app_id: number
  account: string
  /** From 1 for each account. */
  group_id: number
  name: string
}

export interface ContactGroupMemberTable {
  app_id: number
  account: string
  group_id: number
  peer: string
}

/** How an account receives messages in general, as JSON. */
export interface ReceiveOptionTable {
  app_id: number
  account: string
  option: string
}
