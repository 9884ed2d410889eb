import {
  gatewayErrors,
  ImError,
  messageDelete,
  messageErrors,
  messageModify,
  messageReceipt,
  messageReceipts,
} from '@yanshu/protocol'
import type { PlanFeature } from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import type { App } from '../../app/app.ts'
import type { AppService } from '../../app/service.ts'
import { hasFeature } from '../../app/service.ts'
import { decodeBody } from '../stored-body.ts'
import type { Deleter } from './deleter.ts'
import type { StateDeps } from './deps.ts'
import type { Extensions } from './extensions.ts'
import { findOneSeen } from './find.ts'
import type { Modifier } from './modifier.ts'
import { isModifiable } from './rules.ts'
import type { Reactions } from './reactions.ts'
import type { Receipts } from './receipts.ts'

export interface StateDoor extends StateDeps {
  readonly apps: AppService
  readonly modifier: Modifier
  readonly deleter: Deleter
  readonly receipts: Receipts
  readonly extensions: Extensions
  readonly reactions: Reactions
}

/** Who asks about a conversation. */
export interface Caller {
  readonly appId: number
  readonly account: string
  readonly params: { readonly conversationId: string }
}

/** What clients do with messages that were sent. */
export function messageStateGateway(door: StateDoor): readonly GatewayHandler[] {
  const { receipts } = door
  return [
    handleMethod(messageModify, async (call) => {
      const { seq, version, body, cloudCustomData } = call.params
      if (body === undefined && cloudCustomData === undefined) {
        throw new ImError(gatewayErrors.badParameter, 'body or cloudCustomData')
      }
      const found = await findOneSeen(door, sideOf(call), seq)
      if (!found) throw new ImError(messageErrors.modifyUnknown)
      if (body && !isModifiable([...decodeBody(found.row.body).body, ...body])) {
        throw new ImError(gatewayErrors.badParameter, 'only text, custom, location and face change')
      }
      const app = await door.apps.get(call.appId)
      return door.modifier.modify({
        found,
        change: { body, cloudCustomData },
        seen: version,
        most: app.conf.MessageBytes,
        tooLong: messageErrors.tooLong,
        sessionId: call.sessionId,
      })
    }),
    handleMethod(messageDelete, async (call) => {
      await door.deleter.delete(sideOf(call), call.params.seqs)
      return {}
    }),
    handleMethod(messageReceipt, async (call) => {
      await featured(door.apps, call.appId, 'readReceipts')
      await receipts.send(sideOf(call), call.params.seqs)
      return {}
    }),
    handleMethod(messageReceipts, async (call) => {
      await featured(door.apps, call.appId, 'readReceipts')
      return { receipts: await receipts.of(sideOf(call), call.params.seqs) }
    }),
  ]
}

/** @throws {ImError} 60020 where the plan of the app lacks a feature. */
export async function featured(
  apps: AppService,
  appId: number,
  feature: PlanFeature,
): Promise<App> {
  const app = await apps.get(appId)
  if (!hasFeature(app, feature)) throw new ImError(gatewayErrors.notInPlan)
  return app
}

export function sideOf({ appId, account, params }: Caller) {
  return { appId, account, peer: params.conversationId.slice('C2C'.length) }
}
