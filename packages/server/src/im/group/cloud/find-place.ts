import { CloudError } from '@yanshu/protocol'
import type { Place } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'

/**
 * Finds a group or a topic whose messages the console looks at.
 *
 * @throws {CloudError} ResourceNotFound, ResourceNotFound.App; OperationDenied for live rooms.
 */
export async function findPlaceOfMessages(
  { apps, directory }: Pick<GroupCore, 'apps' | 'directory'>,
  appId: number,
  id: string,
): Promise<Place> {
  await apps.get(appId)
  const place = await directory.findPlace(appId, id)
  if (!place) throw new CloudError('ResourceNotFound', `GroupId ${id} not found`)
  if (rulesOf(place.group).storesMessages) return place
  throw new CloudError('OperationDenied', 'live rooms keep no messages')
}
