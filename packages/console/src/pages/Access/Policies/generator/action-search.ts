import type { ListedArea } from '@yanshu/protocol'

/** Areas with those of their actions whose name holds the keyword, in any case. */
export function matchingAreas(
  areas: readonly ListedArea[],
  keyword: string,
): readonly ListedArea[] {
  const wanted = keyword.trim().toLowerCase()
  if (wanted === '') return areas
  return areas
    .map(({ area, actions }) => ({
      area,
      actions: actions.filter(({ name }) => name.toLowerCase().includes(wanted)),
    }))
    .filter(({ actions }) => actions.length > 0)
}

export function namesOf({ actions }: ListedArea): readonly string[] {
  return actions.map(({ name }) => name)
}

/** The chosen names with some more, or without them; each once. */
export function ticked(
  chosen: readonly string[],
  names: readonly string[],
  on: boolean,
): readonly string[] {
  if (on) return [...new Set([...chosen, ...names])]
  return chosen.filter((name) => !names.includes(name))
}
