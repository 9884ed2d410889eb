import type { Bus } from '../../bus/bus.ts'
import type { Fanout } from './fanout.ts'

/** Tells clients what happened to messages after they were sent. */
export function listenToMessageState(bus: Bus, fanout: Fanout): void {
  bus.subscribe('message.modified', ({ appId, message, audience, sessionId }) => {
    fanout.tellAll('message.modified', { message }, { appId, accounts: audience, sessionId })
  })
  bus.subscribe('message.receipt', ({ appId, by, sender, messages, time }) => {
    const audience = { appId, accounts: [sender], sessionId: undefined }
    fanout.tellAll('message.receipt', { by, messages, time }, audience)
  })
}
