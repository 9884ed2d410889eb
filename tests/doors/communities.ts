import { createTopic } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import type { SeededGroup } from './group-seed.ts'
import { seedGroup } from './group-seed.ts'
import { seedApp, setConf } from './seed.ts'

/** An app that has communities and topics, with accounts. */
export async function seedCommunityApp(
  im: TestServer,
  ...userIds: readonly string[]
): Promise<TestApp> {
  const app = await seedApp(im, ...userIds)
  await setConf(im, app, { Community: true, Topic: true })
  return app
}

/** A community with topics; with `permission` one whose rights go by bits, these for everybody. */
export function seedCommunity(
  im: TestServer,
  app: TestApp,
  { columns, ...seed }: Omit<SeededGroup, 'type'> = {},
  permission?: number,
): Promise<string> {
  const bits =
    permission === undefined ? {} : { enable_permission: 1, default_permission: permission }
  return seedGroup(im, app, {
    ...seed,
    type: 'Community',
    columns: { support_topic: 1, ...bits, ...columns },
  })
}

/** A topic made over REST; answers its id. */
export async function makeTopic(
  im: TestServer,
  app: TestApp,
  GroupId: string,
  TopicName = 'topic',
): Promise<string> {
  const answer = await im.rest(app, createTopic, { GroupId, TopicName })
  if (answer.ErrorCode !== 0) throw new Error(answer.ErrorInfo)
  return String(answer.TopicId)
}
