import type { CloudAction, WrittenPolicy, WrittenStatement } from '@yanshu/protocol'
import { cloudActions } from '@yanshu/protocol'

/** What holders of a tag policy may do with the apps that carry its tags. */
export type TagScope =
  | { readonly kind: 'read' }
  | { readonly kind: 'all' }
  | { readonly kind: 'chosen'; readonly names: readonly string[] }

export interface TagPolicyDraft {
  /** `key&value`, at least one; one of them suffices. */
  readonly tags: readonly string[]
  readonly scope: TagScope
  /** Whether new apps may be created; they carry no tag, so no tag can stand for it. */
  readonly mayCreateApps: boolean
}

/** True for actions on an app that is there already: only those can be granted by its tags. */
export function actsOnApp({ resource }: CloudAction): boolean {
  return resource === 'app' || resource === 'visibleApps'
}

const CREATE = 'RegisterIMApp'

/** The document of a policy by tag. */
export function tagPolicy({ tags, scope, mayCreateApps }: TagPolicyDraft): WrittenPolicy {
  const names = namesOf(scope)
  const tagged: WrittenStatement = {
    effect: 'allow',
    action: names.filter((name) => name !== CREATE).map((name) => `name/im:${name}`),
    resource: ['*'],
    condition: { 'for_any_value:string_equal': { 'qcs:resource_tag': [...tags] } },
  }
  const creating: WrittenStatement = {
    effect: 'allow',
    action: [`name/im:${CREATE}`],
    resource: ['*'],
  }
  return { version: '2.0', statement: mayCreateApps ? [tagged, creating] : [tagged] }
}

function namesOf(scope: TagScope): readonly string[] {
  if (scope.kind === 'all') return ['*']
  if (scope.kind === 'chosen') return scope.names
  // What reveals keys lets its caller act as somebody else; it is no mere reading.
  return imActions
    .filter((row) => !row.writes && row.reveals !== true && actsOnApp(row))
    .map(({ name }) => name)
}

const imActions = cloudActions.filter(({ service }) => service === 'im')
