import type { Bus } from '../../bus/bus.ts'
import type { Fanout } from './fanout.ts'

/** Turns pushes into frames. One that many get is encoded once: only whom it is for differs. */
export function listenToPushes(bus: Bus, fanout: Pick<Fanout, 'toAccount'>): void {
  bus.subscribe('push.told', ({ appId, accounts, message }) => {
    const { to: _, ...same } = message
    const rest = JSON.stringify(same).slice(1)
    for (const account of accounts) {
      const to = JSON.stringify(account)
      const frame = `{"event":"message.received","data":{"message":{"to":${to},${rest}}}`
      fanout.toAccount(appId, account, frame)
    }
  })
}
