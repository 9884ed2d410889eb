import { join } from 'node:path'
import { GroupCommit } from './group-commit.ts'
import { announce, dataFolder } from './program.ts'

interface SendBody {
  readonly From_Account: string
  readonly To_Account: string
  readonly MsgRandom: number
  readonly MsgBody: unknown
}
type Answer = (response: Response) => void

const seqs = new Map<string, number>()
const commits = new GroupCommit<() => void>(join(dataFolder(), 'floor.sqlite'), (stored) => {
  for (const tell of stored) tell()
})

function store(message: SendBody, answer: Answer): void {
  const { From_Account: sender, To_Account: to, MsgRandom: random } = message
  const conversation = sender < to ? `${sender}:${to}` : `${to}:${sender}`
  const seq = (seqs.get(conversation) ?? 0) + 1
  seqs.set(conversation, seq)
  const time = Math.floor(Date.now() / 1000)
  const row = { conversation, seq, sender, time, random, body: JSON.stringify(message.MsgBody) }
  commits.add(row, () =>
    answer(
      Response.json({
        ActionStatus: 'OK',
        ErrorInfo: '',
        ErrorCode: 0,
        MsgTime: time,
        MsgKey: `${seq}_${random}_${time}`,
      }),
    ),
  )
}

const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const message = (await request.json()) as SendBody
    return await new Promise<Response>((resolve) => store(message, resolve))
  },
})
announce(server.url)
