import type { ConsoleAssets } from '@yanshu/console/build'
import { buildConsole } from '@yanshu/console/build'

/** The console's files, bundled from their sources; the single executable brings them along instead. */
export function loadConsoleAssets(): Promise<ConsoleAssets> {
  return buildConsole()
}
