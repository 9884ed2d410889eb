import type { ErrorRow } from './error-row.ts'

/** Failures of the global mute. Source: 设置全局禁言, 查询全局禁言. */
export const muteErrors = {
  badJson: { code: 130_001, info: 'request could not be parsed' },
  getMissing: { code: 130_002, info: 'Get_Account is missing' },
  getInvalid: { code: 130_003, info: 'Get_Account is invalid or not imported' },
  setMissing: { code: 130_004, info: 'Set_Account is missing' },
  setInvalid: { code: 130_005, info: 'Set_Account is invalid or not imported' },
  noTime: { code: 130_008, info: 'neither time of silence is given' },
} as const satisfies Record<string, ErrorRow>
