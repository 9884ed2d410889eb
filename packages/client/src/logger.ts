/** 0 everything, 1 what matters in production, 2 warnings, 3 errors, 4 nothing. */
export type LogLevel = 0 | 1 | 2 | 3 | 4

export interface Logger {
  setLevel(level: number): void
  warn(text: string, cause?: unknown): void
  error(text: string, cause?: unknown): void
}

/** Writes to the console of the platform, where apps look for what an SDK has to say. */
export function createLogger(): Logger {
  let level = 1
  return {
    setLevel(next) {
      level = next
    },
    warn(text, cause) {
      // oxlint-disable-next-line no-console -- an SDK in a browser has no other place to report to
      if (level <= 2) console.warn(`[chat] ${text}`, ...(cause === undefined ? [] : [cause]))
    },
    error(text, cause) {
      // oxlint-disable-next-line no-console -- an SDK in a browser has no other place to report to
      if (level <= 3) console.error(`[chat] ${text}`, ...(cause === undefined ? [] : [cause]))
    },
  }
}
