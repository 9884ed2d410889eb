import { groupJoin } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from './group-seed.ts'

/** A live room with accounts in it, who came one after the other; answers their connections. */
export async function openRoom(
  im: TestServer,
  app: TestApp,
  ...userIds: readonly string[]
): Promise<{ readonly GroupId: string; readonly clients: readonly RawClient[] }> {
  const GroupId = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice' })
  const clients: RawClient[] = []
  for (const userId of userIds) {
    const client = await im.connect(app, userId)
    await client.call(groupJoin, { groupId: GroupId })
    clients.push(client)
  }
  return { GroupId, clients }
}
