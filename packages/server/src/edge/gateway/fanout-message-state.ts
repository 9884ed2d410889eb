import type { Bus } from '../../bus/bus.ts'
import type { Fanout } from './fanout.ts'

/** Tells clients what happened to messages after they were sent. */
export function listenToMessageState(bus: Bus, fanout: Fanout): void {
  bus.subscribe('message.modified', ({ appId, message, audience, sessionId }) => {
    fanout.tellAll('message.modified', { message }, { appId, accounts: audience, sessionId })
  })
  bus.subscribe('message.extensions', ({ appId, audience, sessionId, ...told }) => {
    const { message, changed, deleted } = told
    const to = { appId, accounts: audience, sessionId }
    fanout.tellAll('message.extensions', { message, changed, deleted }, to)
  })
  bus.subscribe('message.reaction', ({ appId, message, reaction, audience, sessionId }) => {
    const to = { appId, accounts: audience, sessionId }
    fanout.tellAll('message.reaction', { message, ...reaction }, to)
  })
  bus.subscribe('message.receipt', ({ appId, by, sender, messages, time }) => {
    const audience = { appId, accounts: [sender], sessionId: undefined }
    fanout.tellAll('message.receipt', { by, messages, time }, audience)
  })
}
