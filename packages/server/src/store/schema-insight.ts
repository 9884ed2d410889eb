/** What happened in apps, by day. */
export interface InsightTables {
  daily_figure: DailyFigureTable
  active_user: ActiveUserTable
}

/** One figure of an app on one day, or in one month. */
export interface DailyFigureTable {
  app_id: number
  /** `yyyymmdd`, or `yyyymm` for a month, in Beijing time. */
  period: number
  field: string
  value: number
}

/** Who was counted already; kept for as long as the period runs. */
export interface ActiveUserTable {
  app_id: number
  /** As in `daily_figure`. */
  period: number
  kind: 'login' | 'send' | 'sendToGroup' | 'sendToAny' | 'groupTalk'
  /** A UserID; where groups are counted, the id of one. */
  user_id: string
}
