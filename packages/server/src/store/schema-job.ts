/** Work that is done again and again. */
export interface JobTables {
  job: JobTable
}

/** Who runs a job, and until when nobody else may. */
export interface JobTable {
  name: string
  holder: string
  leased_until: number
  ran_at: number
}
