import type { WireMessage } from '@yanshu/protocol'
import { getC2cUnreadMsgNum, login } from '@yanshu/protocol'
import { RawClient } from '@yanshu/server/testing'
import { callRest, userSigOf } from '../process/operator.ts'
import { until } from '../process/until.ts'
import type { Findings } from './findings.ts'
import { checkAnswers, checkLog, checkOrder, checkReceived, countUnread } from './findings.ts'
import type { Aftermath } from './kill-rig.ts'
import { readHistory, readPosition, readRoaming } from './log-reader.ts'
import type { Talker } from './talker.ts'

/** One side's view of a conversation. */
interface View {
  readonly me: string
  readonly peer: string
  readonly log: readonly WireMessage[]
  readonly readSeq: number
  /** By the gateway. */
  readonly unread: number
}

export interface Report {
  readonly findings: Findings
  readonly stored: number
  readonly acknowledged: number
  /** Stored, though nobody was told so. */
  readonly untold: number
}

/** Everything in which the log, the answers, the clients and the counts do not agree. */
export async function audit(aftermath: Aftermath): Promise<Report> {
  const { talkers } = aftermath
  const views = await readViews(aftermath)
  const logs = new Map(views.map((view) => [pairOf(view), view.log]))
  const all = [...logs.values()].flat()
  const findings = [
    ...talkers.flatMap(({ name, troubles }) => troubles.map((trouble) => `${name}: ${trouble}`)),
    ...[...logs].flatMap(([pair, log]) => checkLog(pair, log)),
    ...talkers.flatMap((talker) => [...checkAnswers(talker, all), ...checkOrder(talker, all)]),
  ]
  if (findings.length > 0) console.log(findings.slice(0, 30))
  for (const view of views) {
    findings.push(...checkSides(view, logs), ...(await checkRest(aftermath, view)))
    for (const talker of talkers.filter(({ userId }) => userId === view.me)) {
      findings.push(...(await checkClient(talker, view)))
    }
  }
  for (const talker of talkers) findings.push(...(await checkTotal(aftermath, talker)))
  const acknowledged = new Set(talkers.flatMap(({ answers }) => answers.map(({ id }) => id))).size
  return { findings, stored: all.length, acknowledged, untold: all.length - acknowledged }
}

async function readViews(aftermath: Aftermath): Promise<View[]> {
  const { talkers, absent } = aftermath
  const people = [...new Set(talkers.map(({ userId }) => userId))]
  const views: View[] = []
  for (const me of people) {
    const reader = await signInReader(aftermath, me)
    for (const peer of [...people, ...absent].filter((one) => one !== me)) {
      const log = await readHistory(reader, peer)
      const { readSeq, unread } = await readPosition(reader, peer)
      views.push({ me, peer, log, readSeq, unread })
    }
    reader.close()
  }
  return views
}

async function signInReader({ url, app }: Aftermath, userId: string): Promise<RawClient> {
  const reader = await RawClient.connect(url)
  const userSig = userSigOf(app, userId)
  await reader.call(login, { sdkAppId: app.appId, userId, userSig, platform: 'Windows' })
  return reader
}

function pairOf({ me, peer }: Pick<View, 'me' | 'peer'>): string {
  return [me, peer].toSorted().join(' and ')
}

function checkSides(view: View, logs: ReadonlyMap<string, readonly WireMessage[]>): Findings {
  const pair = pairOf(view)
  return Bun.deepEquals(logs.get(pair), view.log) ? [] : [`${pair}: two sides, two histories`]
}

/** The REST API tells the same history and the same unread numbers. */
async function checkRest({ url, app }: Aftermath, view: View): Promise<Findings> {
  const { me, peer, log, readSeq } = view
  const roaming = await readRoaming(url, app, me, peer)
  const ids = log.map(({ id }) => id)
  const body = { To_Account: me, Peer_Account: [peer] }
  const { C2CUnreadMsgNumList: counts } = await callRest(url, app, getC2cUnreadMsgNum, body)
  const expected = countUnread(log, me, readSeq)
  const name = `${me} of ${peer}`
  return [
    ...(Bun.deepEquals(roaming, ids) ? [] : [`${name}: REST tells another history`]),
    ...(view.unread === expected ? [] : [`${name}: ${view.unread} unread, not ${expected}`]),
    ...(Bun.deepEquals(counts, [{ Peer_Account: peer, C2CUnreadMsgNum: expected }])
      ? []
      : [`${name}: ${JSON.stringify(counts)} unread by REST, not ${expected}`]),
  ]
}

/** The app behind a client was told everything, and shows the right number. */
async function checkClient(talker: Talker, { me, peer, log, readSeq }: View): Promise<Findings> {
  const id = `C2C${peer}`
  const read = talker.read.get(id) ?? 0
  const lost = read > readSeq ? [`${talker.name}: read ${peer} up to ${read}, not ${readSeq}`] : []
  const told = () => checkReceived(talker, id, log)
  await soon(() => told().length === 0)
  const expected = countUnread(log, me, readSeq)
  const shown = async () => {
    const { data } = await talker.chat.getConversationList([id])
    return data.conversationList[0]?.unreadCount ?? 0
  }
  await soon(async () => (await shown()) === expected)
  const unread = await shown()
  const miscounted = `${talker.name}: shows ${unread} unread of ${peer}, not ${expected}`
  return [...lost, ...told(), ...(unread === expected ? [] : [miscounted])]
}

/** The number that a client shows over all conversations is that of the REST API. */
async function checkTotal({ url, app }: Aftermath, talker: Talker): Promise<Findings> {
  const body = { To_Account: talker.userId }
  const { AllC2CUnreadMsgNum: total } = await callRest(url, app, getC2cUnreadMsgNum, body)
  const shown = talker.chat.getTotalUnreadMessageCount()
  return shown === total ? [] : [`${talker.name}: shows ${shown} unread, not ${String(total)}`]
}

/** Gives a condition some time; whether it held is looked at afterwards. */
async function soon(condition: () => boolean | Promise<boolean>): Promise<void> {
  await until(condition, '', 5_000).catch(() => {})
}
