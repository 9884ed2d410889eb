import { connect } from 'node:net'

/** A request of which the server has the beginning. */
export interface HalfRequest {
  /** Sends the rest and answers everything that comes back. */
  finish(): Promise<string>
}

/** Begins a POST over a connection of its own and keeps the end of its body back. */
export async function beginRequest(address: string, body: string): Promise<HalfRequest> {
  const { hostname, port, pathname, search, host } = new URL(address)
  const socket = connect(Number(port), hostname)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  const answer = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
  })
  const head = [
    `POST ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  const half = Math.floor(body.length / 2)
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, half)}`)
  return {
    finish() {
      socket.write(body.slice(half))
      return answer
    },
  }
}
