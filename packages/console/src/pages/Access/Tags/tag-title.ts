import type { AppTag } from '../../../tags/tag-rows.ts'

const MOST = 60

/** A tag as the title of a dialog has room for it. */
export function tagTitle({ TagKey, TagValue }: AppTag): string {
  const text = `${TagKey}: ${TagValue}`
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text
}
