import type { ReceiveOption } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { failure, sdkErrors } from '../errors.ts'
import type { Emitter } from '../events/emitter.ts'
import { type ChatResult, success } from '../result.ts'

/** How the account receives messages in general, as apps see it. */
export interface AllReceiveOption {
  messageRemindType: string
  startHour?: number
  startMinute?: number
  startSecond?: number
  /** Seconds. */
  duration?: number
  isRepeated?: boolean
}

/** Do-not-disturb of the whole account. */
export class ReceiveOptions {
  readonly #ask: Ask
  readonly #events: Emitter

  constructor(ask: Ask, events: Emitter) {
    this.#ask = ask
    this.#events = events
  }

  async set(options: AllReceiveOption): Promise<ChatResult<AllReceiveOption>> {
    const { messageRemindType: remindType, ...window } = options
    if (remindType !== 'AcceptAndNotify' && remindType !== 'AcceptNotNotify') {
      throw failure(sdkErrors.badParameter, 'messageRemindType')
    }
    const option = await this.#ask('receiveOption.set', { remindType, ...window })
    this.changed(option)
    return success(toOption(option))
  }

  async get(): Promise<ChatResult<AllReceiveOption>> {
    return success(toOption(await this.#ask('receiveOption.get', {})))
  }

  /** The account changed it, here or on another device. */
  changed(option: ReceiveOption): void {
    this.#events.emit('onAllReceiveMessageOptUpdated', toOption(option))
  }
}

function toOption({ remindType, setAt: _setAt, ...window }: ReceiveOption): AllReceiveOption {
  return { messageRemindType: remindType, ...window }
}
