import { useState } from 'react'

/** The optional columns of a list: all there are, and those that are shown until somebody chooses. */
export interface ColumnChoice<Key extends string> {
  readonly list: string
  readonly all: readonly Key[]
  readonly usual: readonly Key[]
}

/** Which optional columns of a list are shown; the browser remembers it. `undefined` means the usual ones. */
export function useShownColumns<Key extends string>(choice: ColumnChoice<Key>) {
  const name = `yanshu.columns.${choice.list}`
  const [shown, setShown] = useState(() => readShown(localStorage.getItem(name), choice))
  const choose = (keys: readonly Key[] | undefined) => {
    setShown(keys ?? choice.usual)
    if (keys === undefined) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(keys))
  }
  return [shown, choose] as const
}

/** Reads what was remembered, which an older version or somebody's hand may have written. */
export function readShown<Key extends string>(
  stored: string | null,
  { all, usual }: Pick<ColumnChoice<Key>, 'all' | 'usual'>,
): readonly Key[] {
  const keys = parsed(stored)
  return Array.isArray(keys) ? all.filter((key) => keys.includes(key)) : usual
}

function parsed(stored: string | null): unknown {
  try {
    return JSON.parse(stored ?? 'null')
  } catch {
    return undefined
  }
}
