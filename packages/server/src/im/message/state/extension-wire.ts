import type { setKeyValues } from '@yanshu/protocol'
import { ImError, messageExtensionErrors } from '@yanshu/protocol'
import type { z } from 'zod'
import type { Extensions } from './extensions.ts'

type Change = Pick<z.output<typeof setKeyValues.request>, 'OperateType' | 'ExtensionList'>

/** `OperateType` by number. */
const operations = { 1: 'set', 2: 'delete', 3: 'clear' } as const

/**
 * What a REST call wants to do with keys and values; administrators overwrite whatever there is.
 *
 * @throws {ImError} 10004 where the list is missing that is to be set or deleted.
 */
export function extensionChangeOf({ OperateType, ExtensionList }: Change) {
  const operate = operations[OperateType]
  if (operate !== 'clear' && ExtensionList === undefined) {
    throw new ImError(messageExtensionErrors.badParameter, 'ExtensionList')
  }
  const items = (ExtensionList ?? []).map(({ Key, Value = '', Seq = 0 }) => ({
    key: Key,
    value: Value,
    seq: Seq,
  }))
  return { operate, items, checked: false }
}

/** The answer of `set_key_values` and its twin of groups. */
export function toChangeAnswer(results: Awaited<ReturnType<Extensions['change']>>) {
  return {
    ExtensionList: results.map(({ code, ...one }) => ({
      ErrorCode: code,
      Extension: toItem(one),
    })),
  }
}

/** The answer of `get_key_values` and its twin of groups. */
export function toPageAnswer(page: Awaited<ReturnType<Extensions['read']>>) {
  return {
    ExtensionList: page.extensions.map(toItem),
    CompleteFlag: page.complete ? (1 as const) : (0 as const),
    LatestSeq: page.latestSeq,
    ClearSeq: page.clearSeq,
  }
}

function toItem({ key, value, seq }: { key: string; value: string; seq: number }) {
  return { Key: key, Value: value, Seq: seq }
}
