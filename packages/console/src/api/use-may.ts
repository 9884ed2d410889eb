import { useQueries } from '@tanstack/react-query'
import type { CloudAction, PermissionCheck } from '@yanshu/protocol'
import { useAskMay } from './ApiProvider.tsx'
import { useSession } from './use-session.ts'

/** Whether the person may do something; `unknown` until the server has said so. */
export type May = 'yes' | 'no' | 'unknown'

/** An action, and the app or other thing it would act on; where neither is said, whether on any. */
export interface MayAsk {
  readonly action: CloudAction
  readonly appId?: number | undefined
  /** A six-segment name, for actions on other things than apps. */
  readonly resource?: string | undefined
}

export const mayKey = 'may'

/** What was answered stays for half a minute; a refusal of the server brings it up to date at once. */
const FRESH = 30_000

/** Whether the person may perform an action here. */
export function useMay(ask: MayAsk): May {
  const [may = 'unknown'] = useMays([ask])
  return may
}

/** The same for many; the questions of a page travel together, and each is asked once. */
export function useMays(asks: readonly MayAsk[]): readonly May[] {
  const askMay = useAskMay()
  const isRoot = useSession().data?.isRoot === true
  const keys = asks.map((ask) => JSON.stringify(checkOf(ask)))
  const checks = new Map(asks.map((ask, at) => [keys[at], checkOf(ask)]))
  const answers = useQueries({
    queries: isRoot
      ? []
      : [...checks].map(([key, check]) => ({
          queryKey: [mayKey, key],
          queryFn: () => askMay(check),
          staleTime: FRESH,
        })),
  })
  if (isRoot) return asks.map(() => 'yes')
  const known = new Map([...checks.keys()].map((key, at) => [key, toMay(answers[at])]))
  return keys.map((key) => known.get(key) ?? 'unknown')
}

/** `service:name`, as policies call an action. */
export function permissionOf({ service, name }: CloudAction): string {
  return `${service}:${name}`
}

/** Only an action on one app is about an app, wherever on the pages of an app its button stands. */
function checkOf({ action, appId, resource }: MayAsk): PermissionCheck {
  return {
    Action: permissionOf(action),
    ...(action.resource === 'app' && appId !== undefined ? { SDKAppID: appId } : {}),
    ...(resource === undefined ? {} : { Resource: resource }),
  }
}

/** Where the question itself failed nothing is hidden: the server refuses what it must. */
function toMay(
  answer: { readonly data: boolean | undefined; readonly isError: boolean } | undefined,
): May {
  if (answer?.isError) return 'yes'
  if (answer?.data === undefined) return 'unknown'
  return answer.data ? 'yes' : 'no'
}
