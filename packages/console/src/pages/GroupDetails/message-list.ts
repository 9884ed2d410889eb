import type { GroupMessageItem } from '@yanshu/protocol'

/** A message by its number; only what somebody said and is still there can be recalled. */
export function isRecallable({ Kind }: GroupMessageItem): boolean {
  return Kind === 'message'
}

/** The body as people read it; as it is where it is no JSON. */
export function prettyBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2)
  } catch {
    return body
  }
}
