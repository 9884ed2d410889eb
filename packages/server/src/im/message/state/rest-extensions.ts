import { getKeyValues, ImError, messageExtensionErrors, setKeyValues } from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { hasFeature } from '../../app/service.ts'
import { isKey } from '../ids.ts'
import { extensionChangeOf, toChangeAnswer, toPageAnswer } from './extension-wire.ts'
import { findByKey } from './find.ts'
import type { StateDoor } from './gateway.ts'

interface Named {
  readonly From_Account?: string | undefined
  readonly To_Account: string
  readonly MsgKey: string
}

/** The commands about keys and values on one-to-one messages; administrators overwrite whatever there is. */
export function messageExtensionRest(door: StateDoor): readonly RestHandler[] {
  const find = async (appId: number, operator: string, body: Named) => {
    const { From_Account: from = operator, To_Account: to, MsgKey: key } = body
    if (!isKey(key)) throw new ImError(messageExtensionErrors.badParameter, 'MsgKey')
    if (!hasFeature(await door.apps.get(appId), 'messageExtensions')) {
      throw new ImError(messageExtensionErrors.notInPlan)
    }
    return findByKey(door, { appId, from, to, key })
  }
  return [
    handleRest(setKeyValues, async ({ appId, operator, body }) => {
      const change = extensionChangeOf(body)
      const found = await find(appId, operator, body)
      return toChangeAnswer(await door.extensions.change(found, change))
    }),
    handleRest(getKeyValues, async ({ appId, operator, body }) => {
      const found = await find(appId, operator, body)
      return toPageAnswer(await door.extensions.read(found, body.StartSeq ?? 0))
    }),
  ]
}
