/** How far old messages are removed. */
export interface RetentionTables {
  retention: RetentionTable
}

/** Up to which log id no message of an app is left. */
export interface RetentionTable {
  app_id: number
  log_id: number
}
