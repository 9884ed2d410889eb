import {
  clearGroupAttr,
  deleteGroupAttr,
  getGroupAttr,
  modifyGroupAttr,
  setGroupAttr,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { GroupDirectory } from '../directory.ts'
import type { GroupAttributes } from './attributes.ts'
import type { AttributeChange, Attributes } from './rules.ts'

export interface AttributeDoorDeps {
  readonly directory: Pick<GroupDirectory, 'get'>
  readonly attributes: GroupAttributes
}

/** The commands about attributes of groups: an administrator of the app reads and overwrites any. */
export function attributeRest({
  directory,
  attributes,
}: AttributeDoorDeps): readonly RestHandler[] {
  const write = async (appId: number, groupId: string, change: AttributeChange) => {
    await attributes.write(await directory.get(appId, groupId), change, {})
    return {}
  }
  return [
    handleRest(getGroupAttr, async ({ appId, body }) => {
      const state = await attributes.read(await directory.get(appId, body.GroupId))
      return { GroupAttrAry: [...state.attributes].map(([key, value]) => ({ key, value })) }
    }),
    handleRest(setGroupAttr, ({ appId, body }) =>
      write(appId, body.GroupId, { kind: 'replace', attributes: mapOf(body.GroupAttr) }),
    ),
    handleRest(modifyGroupAttr, ({ appId, body }) =>
      write(appId, body.GroupId, { kind: 'set', attributes: mapOf(body.GroupAttr) }),
    ),
    handleRest(deleteGroupAttr, ({ appId, body }) => {
      const keys = [...new Set(body.GroupAttr.map(({ key }) => key))]
      return write(appId, body.GroupId, { kind: 'delete', keys })
    }),
    handleRest(clearGroupAttr, ({ appId, body }) => write(appId, body.GroupId, { kind: 'clear' })),
  ]
}

function mapOf(given: readonly { readonly key: string; readonly value: string }[]): Attributes {
  return new Map(given.map(({ key, value }) => [key, value]))
}
