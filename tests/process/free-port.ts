import { createServer } from 'node:net'

/** Below the ports that Linux gives to outgoing connections. */
const LOWEST = 20_000
const COUNT = 12_000

/**
 * A free port for a server that is to come back on it. Not one the system chooses: those are given
 * to outgoing connections too, and while the server is away a client that dials it again and again
 * could be given the very port it dials, and talk to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * COUNT)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
