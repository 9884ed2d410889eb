import type { ActionCall } from '../../calls/action-call.ts'
import type { ResourceTags } from './resource-tags.ts'

/**
 * The apps with tags that the caller may not look at by this action, as ids: who may list the tags of
 * everything may still be denied single apps.
 */
export async function hiddenFrom(
  { principal, visible }: Pick<ActionCall<unknown>, 'principal' | 'visible'>,
  tags: Pick<ResourceTags, 'ofApps'>,
): Promise<readonly string[]> {
  if (principal.isRoot) return []
  const tagged = [...(await tags.ofApps(principal.ownerUin)).keys()]
  const seen = new Set(await visible(tagged))
  return tagged.filter((appId) => !seen.has(appId)).map(String)
}
