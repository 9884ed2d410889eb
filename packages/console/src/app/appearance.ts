import { useSyncExternalStore } from 'react'

/** What the user chose; `system` follows the device. */
export type Appearance = 'system' | 'light' | 'dark'
export const appearances: readonly Appearance[] = ['system', 'light', 'dark']

const STORAGE_KEY = 'yanshu.appearance'
const systemDark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function readAppearance(): Appearance {
  const stored = localStorage.getItem(STORAGE_KEY)
  return appearances.find((appearance) => appearance === stored) ?? 'system'
}

export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(STORAGE_KEY, appearance)
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  systemDark.addEventListener('change', tell)
  return () => {
    listeners.delete(tell)
    systemDark.removeEventListener('change', tell)
  }
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, readAppearance)
}

/** True where the console is shown dark, by choice or by the device. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, () => {
    const appearance = readAppearance()
    return appearance === 'dark' || (appearance === 'system' && systemDark.matches)
  })
}
