import type { Target } from './load/session.ts'

/** Which of the two programs of a figure. */
export type Side = 'floor' | 'yanshu'

/** What a server must be ready for. */
export type Work = 'messages' | 'broadcast' | 'group' | 'live' | 'connections' | 'rest'

/** A server under load, of either side. */
export interface Server extends AsyncDisposable {
  readonly target: Target
  readonly pid: number
}

/** Starts a server for a work; its data lies in a folder of its own. */
export type StartServer = (side: Side, work: Work) => Promise<Server>
