import type { Platform } from '@yanshu/protocol'

/** Who is not connected and can still be told. */
export interface PresenceTables {
  away_device: AwayDeviceTable
}

/** A device whose connection is gone without it having signed out. */
export interface AwayDeviceTable {
  app_id: number
  account: string
  instance_id: string
  platform: Platform
  since: number
}
