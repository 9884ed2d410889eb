import { randomInt } from 'node:crypto'
import type { importGroupMsg } from '@yanshu/protocol'
import { groupErrors, groupLimits, ImError } from '@yanshu/protocol'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { RestCall } from '../../../calls/rest-call.ts'
import { toSeconds } from '../../../clock.ts'
import type { App } from '../../app/app.ts'
import { flags, isTooLong } from '../../message/service.ts'
import type { Place } from '../group.ts'
import { namedPlace } from '../named-place.ts'
import { requireType } from '../permissions.ts'
import type { GroupCore } from '../service.ts'
import { priorityNumber } from './flow.ts'
import { encodeGroupBody } from './stored-group-body.ts'

type Body = z.output<typeof importGroupMsg.request>
type Item = Body['MsgList'][number]

/** What the messages of one call are judged by. */
interface Judge {
  readonly app: App
  readonly known: ReadonlySet<string>
  readonly now: number
  /** Unix seconds that the next message must not be before. */
  from: number
}

const MOST_RANDOM = 0xffff_ffff

/** `import_group_msg`: with the times of an older system; everybody has read what was imported. */
export async function importMessages(core: GroupCore, { appId, body }: RestCall<Body>) {
  const place = await namedPlace(core.directory, appId, body)
  requireType(place.group, (rules) => rules.canImport)
  const encoded = body.MsgList.map(({ MsgBody }) => encodeGroupBody({ body: MsgBody }))
  if (encoded.some((text) => isTooLong(text, groupLimits.messageBytes))) {
    throw new ImError(groupErrors.importTooLong)
  }
  const judge = await judgeOf(core, place, body)
  if (place.group.active === 0) await core.activate(place)
  // All of them are handed to the log before it is waited for: so they follow one another.
  const appended = body.MsgList.map((item, at) => {
    const text = encoded[at] ?? ''
    const code = verdict(judge, item, text)
    if (code !== 0) return { MsgSeq: 0, MsgTime: item.SendTime, Result: code }
    return append(core, place, item, text, liftsBy(place, body))
  })
  const results = await Promise.all(appended)
  await readByAll(core, place)
  return { ImportMsgResult: results }
}

async function judgeOf(core: GroupCore, place: Place, { MsgList }: Body): Promise<Judge> {
  const { appId, conversation, group, topic } = place
  const [app, found, newest] = await Promise.all([
    core.apps.get(appId),
    core.accounts.findMany(
      appId,
      MsgList.map(({ From_Account }) => From_Account),
    ),
    core.db
      .selectFrom('message')
      .select('time')
      .where('app_id', '=', appId)
      .where('conversation', '=', conversation)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ])
  const created = (topic ?? group).created_at
  return {
    app,
    known: new Set(found.keys()),
    now: toSeconds(core.now()),
    from: toSeconds(Math.max(created, newest?.time ?? 0)),
  }
}

/** 0, or why a message is not taken over. */
function verdict(judge: Judge, { From_Account, SendTime }: Item, encoded: string): number {
  if (!judge.known.has(From_Account)) return groupErrors.badParameter.code
  if (SendTime < judge.from || SendTime > judge.now) return groupErrors.badParameter.code
  if (isTooLong(encoded, judge.app.conf.MessageBytes)) return groupErrors.messageTooLong.code
  judge.from = SendTime
  return 0
}

/** Whether the conversation comes to the top of lists; communities have no such choice. */
function liftsBy({ group }: Place, { RecentContactFlag }: Body): boolean {
  return RecentContactFlag === 1 || group.type === 'Community'
}

async function append(
  core: GroupCore,
  { appId, conversation }: Place,
  { From_Account: sender, SendTime, Random }: Item,
  body: string,
  lifts: boolean,
) {
  const { id, seq } = await core.store.log.append({
    appId,
    conversation,
    sender,
    time: SendTime * 1000,
    clientTime: SendTime,
    clientSeq: priorityNumber('Normal'),
    random: Random ?? randomInt(MOST_RANDOM),
    flags: flags.group | flags.imported | (lifts ? 0 : flags.noLastMessage),
    body,
  })
  core.bus.publish('message.imported', { logId: id })
  return { MsgSeq: seq, MsgTime: SendTime, Result: 0 }
}

/** History is news for nobody. */
async function readByAll(core: GroupCore, { appId, id, topic }: Place): Promise<void> {
  await core.exclusively(async () => {
    const [table, column] = topic ? ['topic', 'topic_id'] : ['chat_group', 'group_id']
    await sql`update ${sql.table(table)} set read_floor = last_seq
      where app_id = ${appId} and ${sql.ref(column)} = ${id}`.execute(core.db)
  })
}
