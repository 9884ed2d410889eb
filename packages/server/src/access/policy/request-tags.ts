/** A tag as the services write it: `tag` says `TagKey`, `cam` says `Key`. */
const spellings = [
  ['TagKey', 'TagValue'],
  ['Key', 'Value'],
] as const

/** `key&value` of each tag that a request brings, for `qcs:request_tag`; undefined for none. */
export function requestTagsOf(body: unknown): readonly string[] | undefined {
  if (!isObject(body)) return undefined
  const { TagKey, TagValue, Tags, ReplaceTags } = body
  const items = [Tags, ReplaceTags].flatMap((list) => (Array.isArray(list) ? list : []))
  const tags = [{ TagKey, TagValue }, ...items].flatMap((item) => tagOf(item) ?? [])
  return tags.length === 0 ? undefined : [...new Set(tags)]
}

function tagOf(item: unknown): string | undefined {
  if (!isObject(item)) return undefined
  for (const [key, value] of spellings) {
    if (typeof item[key] === 'string' && typeof item[value] === 'string') {
      return `${item[key]}&${item[value]}`
    }
  }
  return undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
