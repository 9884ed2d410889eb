import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conversationGet, getGroupMemberInfo, groupHistory, groupSend } from '@yanshu/protocol'
import type { WireGroupMessage } from '@yanshu/protocol'
import type { RawClient } from '@yanshu/server/testing'
import { createTestDatabase } from '@yanshu/server/testing'
import { toGroup } from '../doors/group-talk.ts'
import { freePort } from '../process/free-port.ts'
import { callRest, Operator } from '../process/operator.ts'
import { ServerProcess } from '../process/server-process.ts'
import { until } from '../process/until.ts'
import { Chance } from './chance.ts'
import { textOf } from './findings.ts'
import type { Place } from './group-crowd.ts'
import { connect, Crowd } from './group-crowd.ts'
import type { KillPlan } from './kill-rig.ts'
import { launchOf } from './kill-rig.ts'

const speakers = ['ann', 'bob', 'cat']
/** In every group from the beginning, and silent. */
const LISTENER = 'dan'
const movers = Array.from({ length: 8 }, (_, at) => `mover-${at}`)

/** Longest pause between the first sign of load and the kill, in milliseconds. */
const LONGEST = 300

test('ten kills lose nothing of what was acknowledged in groups', async () => {
  await killAndLook(10)
}, 120_000)

const databaseUrl = await createTestDatabase()

test.skipIf(databaseUrl === undefined)(
  'three kills beside PostgreSQL lose nothing of what was acknowledged in groups',
  async () => {
    await killAndLook(3, databaseUrl)
  },
  90_000,
)

async function killAndLook(kills: number, database?: string): Promise<void> {
  const chance = Chance.fromEnvironment()
  console.log(`to repeat: YANSHU_TEST_SEED=${chance.seed}`)
  const dataFolder = await mkdtemp(join(tmpdir(), 'yanshu-kill-'))
  const plan = { kills, dataFolder, chance, ...(database ? { databaseUrl: database } : {}) }
  try {
    await killUnderTalk(plan)
  } finally {
    await rm(dataFolder, { recursive: true })
  }
}

async function killUnderTalk(plan: KillPlan): Promise<void> {
  const port = await freePort()
  const start = () => ServerProcess.start(launchOf(plan, port))
  let server = await start()
  try {
    const operator = await Operator.signIn(server.url)
    const app = await operator.seedApp(...speakers, LISTENER, ...movers)
    const place = { url: server.url, app, chance: plan.chance }
    const crowd = new Crowd()
    for (let kill = 0; kill < plan.kills; kill += 1) {
      const talk = await begin(place, crowd)
      const before = crowd.spoken.length
      await until(() => crowd.spoken.length > before, 'nobody got an answer')
      await Bun.sleep(plan.chance.below(LONGEST))
      server.kill('SIGKILL')
      await server.ended()
      await talk.over
      server = await start()
    }
    await look(place, crowd)
  } finally {
    server.kill('SIGKILL')
    await server.ended()
  }
}

/** Everybody does what they do; `over` resolves when the server is gone. */
async function begin(place: Place, crowd: Crowd): Promise<{ readonly over: Promise<unknown> }> {
  const clients = await Promise.all(speakers.map((name) => connect(place, name)))
  const [ann] = clients
  if (!ann) throw new Error('nobody speaks')
  const everybody = [...speakers.slice(1), LISTENER]
  // Each round has a group that is new, so that kills also meet the first messages of one.
  await crowd.found(ann, everybody)
  const over = Promise.all([
    ...clients.map((client, at) => crowd.speak(place, client, speakers[at] ?? '')),
    crowd.make(ann, everybody),
    crowd.move(place, movers),
  ])
  return { over }
}

async function look(place: Place, crowd: Crowd): Promise<void> {
  const [ann, listener] = await Promise.all([connect(place, 'ann'), connect(place, LISTENER)])
  const found: string[] = [...crowd.troubles]
  for (const groupId of crowd.groups) {
    const log = await readAll(ann, groupId)
    found.push(...checkSeqs(groupId, log), ...checkSpoken(groupId, log, crowd))
    found.push(...(await checkMembers(place, groupId, crowd)))
    const { conversations } = await listener.call(conversationGet, {
      conversationIds: [`GROUP${groupId}`],
    })
    const counted = log.filter(({ tip }) => tip === undefined).length
    const unread = conversations[0]?.unread
    if (unread !== counted) found.push(`${groupId}: ${unread} unread, not ${counted}`)
    const next = await ann.call(groupSend, toGroup(groupId, 0, 'after all'))
    if (next.seq !== log.length + 1) found.push(`${groupId}: ${next.seq} after ${log.length}`)
  }
  console.log(`${crowd.groups.length} groups, ${crowd.spoken.length} messages acknowledged`)
  ann.close()
  listener.close()
  expect(found.slice(0, 20)).toEqual([])
}

async function readAll(client: RawClient, groupId: string): Promise<readonly WireGroupMessage[]> {
  const all: WireGroupMessage[] = []
  for (;;) {
    const afterSeq = all.at(-1)?.seq ?? 0
    const page = await client.call(groupHistory, { groupId, afterSeq, limit: 100 })
    all.push(...page.messages)
    if (page.complete) return all
  }
}

/** Seqs run from 1 without holes, and nothing was stored twice. */
function checkSeqs(groupId: string, log: readonly WireGroupMessage[]): readonly string[] {
  const holes = log.flatMap(({ seq }, at) =>
    seq === at + 1 ? [] : [`${groupId}: ${seq} at ${at}`],
  )
  const said = log.filter(({ tip }) => tip === undefined).map(textOf)
  const isDouble = new Set(said).size < said.length
  return [...holes.slice(0, 1), ...(isDouble ? [`${groupId}: something is there twice`] : [])]
}

/** What was acknowledged is where it was said to be. */
function checkSpoken(
  groupId: string,
  log: readonly WireGroupMessage[],
  { spoken }: Crowd,
): readonly string[] {
  return spoken
    .filter((one) => one.groupId === groupId)
    .flatMap(({ id, seq, words }) => {
      const stored = log[seq - 1]
      const isThere = stored?.id === id && textOf(stored) === words
      return isThere ? [] : [`${groupId}: ${words} was acknowledged as ${seq} and is not there`]
    })
}

/** Whoever was said to be a member is one, whoever was said to be none is none. */
async function checkMembers(
  { url, app }: Place,
  groupId: string,
  { members }: Crowd,
): Promise<readonly string[]> {
  const body = { GroupId: groupId, Limit: 100, Offset: 0 }
  const answer = await callRest(url, app, getGroupMemberInfo, body)
  const { MemberList, MemberNum } = getGroupMemberInfo.response.parse(answer)
  const there = new Set(MemberList.map(({ Member_Account: account }) => account))
  const wrong = [...(members.get(groupId) ?? [])].flatMap(([account, known]) => {
    const is = there.has(account) ? 'in' : 'out'
    return known === 'unknown' || known === is ? [] : [`${groupId}: ${account} is ${is}`]
  })
  const miscounted = MemberNum === there.size ? [] : [`${groupId}: ${MemberNum} members counted`]
  return [...(there.has('ann') ? [] : [`${groupId}: has no owner`]), ...wrong, ...miscounted]
}
