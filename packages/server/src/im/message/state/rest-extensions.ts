import { getKeyValues, ImError, messageExtensionErrors, setKeyValues } from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { hasFeature } from '../../app/service.ts'
import { isKey } from '../ids.ts'
import { findByKey } from './find.ts'
import type { StateDoor } from './gateway.ts'

/** `OperateType` by number. */
const operations = { 1: 'set', 2: 'delete', 3: 'clear' } as const

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
      const { OperateType, ExtensionList } = body
      const operate = operations[OperateType]
      if (operate !== 'clear' && ExtensionList === undefined) {
        throw new ImError(messageExtensionErrors.badParameter, 'ExtensionList')
      }
      const items = (ExtensionList ?? []).map(({ Key, Value = '', Seq = 0 }) => ({
        key: Key,
        value: Value,
        seq: Seq,
      }))
      const found = await find(appId, operator, body)
      const results = await door.extensions.change(found, { operate, items, checked: false })
      return {
        ExtensionList: results.map(({ code, ...one }) => ({
          ErrorCode: code,
          Extension: toItem(one),
        })),
      }
    }),
    handleRest(getKeyValues, async ({ appId, operator, body }) => {
      const found = await find(appId, operator, body)
      const page = await door.extensions.read(found, body.StartSeq ?? 0)
      return {
        ExtensionList: page.extensions.map(toItem),
        CompleteFlag: page.complete ? (1 as const) : (0 as const),
        LatestSeq: page.latestSeq,
        ClearSeq: page.clearSeq,
      }
    }),
  ]
}

function toItem({ key, value, seq }: { key: string; value: string; seq: number }) {
  return { Key: key, Value: value, Seq: seq }
}
