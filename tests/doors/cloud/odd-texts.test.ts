import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { CloudAction } from '@yanshu/protocol'
import { cloudActions } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'
import { sampleBody } from './sample-body.ts'

/** What databases have trouble with: a NUL, half a pair, and what means something to a pattern. */
const texts = ['a\0b', '\ud800', `%_\\'"`]

/** Bodies that the schema lets through, each with one odd text in one of the action's own fields. */
function oddBodies(action: CloudAction): readonly object[] {
  const { shape } = action.request as unknown as { readonly shape?: object }
  return Object.keys(shape ?? {}).flatMap((field) =>
    texts
      .flatMap((text) => [text, [text]])
      .map((value) => ({ ...sampleBody(action), [field]: value }))
      .filter((body) => action.request.safeParse(body).success),
  )
}

const actions = cloudActions
  .map((action) => ({
    name: `${action.service}:${action.name}`,
    action,
    bodies: oddBodies(action),
  }))
  .filter(({ bodies }) => bodies.length > 0)

describe.each(storages)('odd texts on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test.each(actions)('are answered by $name', async ({ action, bodies }) => {
    for (const body of bodies) {
      expect([body, await codeOf(im.act(action, body))]).not.toEqual([body, 'InternalError'])
    }
  })
})
