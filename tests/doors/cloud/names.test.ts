import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { CloudAction } from '@yanshu/protocol'
import { addUser, deleteUser, getPolicy, getUser, updatePolicy, updateUser } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { storages } from '../storages.ts'
import { freshName, newPolicy, subUserWith } from './sub-users.ts'

interface Refusal {
  readonly code: string
  readonly message: string
  readonly requestId: string
}

describe.each(storages)('names on $name', ({ start }) => {
  let im: TestServer
  const bob = freshName('bob')
  let policyName: string
  beforeAll(async () => {
    im = await start()
    await im.act(addUser, { Name: bob })
    const PolicyId = await newPolicy(im, { effect: 'allow', action: 'im:*', resource: '*' })
    policyName = (await im.act(getPolicy, { PolicyId })).PolicyName
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const refusalOf = async (call: Promise<unknown>) => {
    const { code, message, requestId } = await call.then(
      () => ({ code: '', message: '', requestId: 'x' }),
      (fault: Refusal) => fault,
    )
    return [code, message.replace(requestId, '')]
  }

  test.each<readonly [CloudAction, 'Name' | 'PolicyName']>([
    [getUser, 'Name'],
    [updateUser, 'Name'],
    [deleteUser, 'Name'],
    [updatePolicy, 'PolicyName'],
  ])('%# are refused alike whether somebody has them or nobody', async (action, field) => {
    const ann = await subUserWith(im, {
      effect: 'allow',
      action: 'cam:*',
      resource: ['qcs::cam::uin/:uin/${uin}', 'qcs::cam::uin/:policyid/1'],
    })
    const taken = field === 'Name' ? bob : policyName

    const refused = await refusalOf(ann.act(action, { [field]: taken }))

    expect(refused[0]).toBe('UnauthorizedOperation')
    expect(await refusalOf(ann.act(action, { [field]: 'nobody' }))).toEqual(refused)
  })
})
