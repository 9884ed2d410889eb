import { broadcastLoad } from './broadcast.ts'
import { decisionLoad } from './decisions.ts'
import { groupLoad } from './group.ts'
import { historyLoad } from './history.ts'
import { idleLoad } from './idle.ts'
import { conversationLoad, friendLoad } from './lists.ts'
import { liveLoad } from './live.ts'
import { loginLoad } from './logins.ts'
import { manyGroupsLoad } from './many-groups.ts'
import { closedLoad, pacedLoad } from './messages.ts'
import { bareProfileLoad, profileLoad } from './profiles.ts'
import { restLoad } from './rest.ts'
import { sendLoad } from './sends.ts'

/** Waits until the one who ordered the job has measured something outside this process. */
export type Pause = () => Promise<void>

/** What a generator process can be told to do. */
export const jobs = {
  closed: closedLoad,
  paced: pacedLoad,
  broadcast: broadcastLoad,
  group: groupLoad,
  live: liveLoad,
  rest: restLoad,
  idle: idleLoad,
  sends: sendLoad,
  logins: loginLoad,
  history: historyLoad,
  profiles: profileLoad,
  bareProfiles: bareProfileLoad,
  conversations: conversationLoad,
  friends: friendLoad,
  manyGroups: manyGroupsLoad,
  decisions: decisionLoad,
}

export type Jobs = typeof jobs
export type JobName = keyof Jobs
export type OptionsOf<Name extends JobName> = Parameters<Jobs[Name]>[0]
export type ResultOf<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>

export interface Order<Name extends JobName = JobName> {
  readonly name: Name
  readonly options: OptionsOf<Name>
}

/** What a generator process tells the one who started it. */
export type Word =
  | { readonly say: 'ready' }
  | { readonly say: 'paused' }
  | { readonly say: 'done'; readonly result: unknown }
  | { readonly say: 'failed'; readonly reason: string }
