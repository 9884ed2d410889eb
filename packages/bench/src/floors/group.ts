import type { ServerWebSocket } from 'bun'
import { join } from 'node:path'
import { GroupCommit } from './group-commit.ts'
import { groupEvent } from './message-event.ts'
import { dataFolder } from './program.ts'
import { serveSockets } from './serve-sockets.ts'

interface Request {
  readonly id: number
  readonly method: string
  readonly params: { readonly groupId: string; readonly random: number; readonly body: unknown }
}
interface Pending {
  readonly socket: ServerWebSocket
  readonly id: number
  readonly groupId: string
  readonly random: number
}

const TOPIC = 'everyone'
const seqs = new Map<string, number>()
const commits = new GroupCommit<Pending>(join(dataFolder(), 'floor.sqlite'), tell)

/** One append, then one native publication: every socket that signs in is in every group. */
function store(socket: ServerWebSocket, { id, params }: Request): void {
  const { groupId, random, body } = params
  const seq = (seqs.get(groupId) ?? 0) + 1
  seqs.set(groupId, seq)
  const row = { conversation: groupId, seq, sender: 'sender', time: Date.now(), random }
  commits.add({ ...row, body: JSON.stringify(body) }, { socket, id, groupId, random })
}

function tell(stored: readonly Pending[]): void {
  for (const { socket, id, groupId, random } of stored) {
    socket.publish(TOPIC, groupEvent(groupId, random))
    socket.send(`{"id":${id},"result":{}}`)
  }
}

serveSockets((socket, text) => {
  const request = JSON.parse(String(text)) as Request
  if (request.method === 'group.send') {
    store(socket, request)
    return
  }
  socket.subscribe(TOPIC)
  socket.send(`{"id":${request.id},"result":{}}`)
})
