import { hasCharactersUpTo, isReservedTagKey, isTagName, tagLimits } from '@yanshu/protocol'

/** What is wrong with a key or with values that were typed, as the key of a text. */
export type TagProblem = 'characters' | 'long' | 'reserved'

export function problemOfKey(key: string): TagProblem | undefined {
  if (!hasCharactersUpTo(tagLimits.keyCharacters, key)) return 'long'
  if (!isTagName(key)) return 'characters'
  return isReservedTagKey(key) ? 'reserved' : undefined
}

export function problemOfValue(value: string): TagProblem | undefined {
  if (!hasCharactersUpTo(tagLimits.valueCharacters, value)) return 'long'
  return isTagName(value) ? undefined : 'characters'
}

/** Values as they were typed or pasted: trimmed, each once, none empty. */
export function tidyValues(typed: readonly string[]): readonly string[] {
  return [...new Set(typed.map((value) => value.trim()).filter((value) => value !== ''))]
}
