import type { Growth } from './compare.ts'
import { alternate, perCall } from './compare.ts'
import type { Target } from './session.ts'
import { Session } from './session.ts'

export interface ManyGroupsOptions {
  readonly small: Target
  readonly large: Target
  readonly account: string
  /** Open groups on both that the account is in none of, and the community whose members are listed. */
  readonly open: readonly string[]
  readonly community: string
  /** Calls of one round. */
  readonly calls: number
  readonly rounds: number
}

export interface ManyGroupsResult {
  readonly created: Growth
  readonly joined: Growth
  readonly listed: Growth
}

/** Members of a page, and pages of a walk. */
const PAGE = 100
const PAGES = 5

type Work = (session: Session) => () => Promise<unknown>

/** Microseconds of what is done with groups, among few of them and among many. */
export async function manyGroupsLoad(options: ManyGroupsOptions): Promise<ManyGroupsResult> {
  const { account, rounds, calls } = options
  const small = await Session.open(options.small, account)
  const large = await Session.open(options.large, account)
  const compare = async (work: Work): Promise<Growth> => {
    const round = (session: Session) => () => perCall(calls, work(session))
    return { ...(await alternate(rounds, round(small), round(large))), faults: [] }
  }
  const created = await compare(
    (session) => () => session.ask('group.create', { type: 'Public', name: 'one more' }),
  )
  const joined = await compare((session) => joinAndQuit(session, options.open))
  const faults: string[] = []
  const listed = await compare((session) => async () => {
    const seen = await walk(session, options.community)
    if (seen !== PAGE * PAGES && faults.length < 10) faults.push(`${seen} members in the pages`)
  })
  small.close()
  large.close()
  return { created, joined, listed: { ...listed, faults } }
}

function joinAndQuit(session: Session, open: readonly string[]): () => Promise<unknown> {
  let at = 0
  return async () => {
    const groupId = open[at++ % open.length]
    await session.ask('group.join', { groupId })
    await session.ask('group.quit', { groupId })
  }
}

/** Reads the first pages of a member list; answers how many members were in them. */
async function walk(session: Session, groupId: string): Promise<number> {
  const seen = new Set<string>()
  let cursor = ''
  for (let page = 0; page < PAGES; page++) {
    const answer = (await session.ask('group.members', { groupId, cursor, limit: PAGE })) as Page
    for (const { userId } of answer.members) seen.add(userId)
    cursor = answer.cursor
  }
  return seen.size
}

interface Page {
  readonly members: readonly { readonly userId: string }[]
  readonly cursor: string
}
