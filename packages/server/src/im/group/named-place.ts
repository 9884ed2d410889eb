import { groupErrors, ImError } from '@yanshu/protocol'
import type { GroupDirectory } from './directory.ts'
import type { Place } from './group.ts'
import { communityOf } from './group.ts'

/** A group, or a topic of it, as REST commands name both. */
export interface Named {
  readonly GroupId: string
  readonly TopicId?: string | undefined
}

/** @throws {ImError} 10010, 110003, 110013 for a topic that is not of the group. */
export async function namedPlace(
  directory: GroupDirectory,
  appId: number,
  { GroupId, TopicId }: Named,
): Promise<Place> {
  const group = await directory.get(appId, GroupId)
  if (TopicId === undefined) return directory.place(appId, group.group_id)
  if (communityOf(TopicId) !== GroupId) throw new ImError(groupErrors.badTopicId, TopicId)
  return directory.place(appId, TopicId)
}
