import { userName } from './session.ts'

/** `count` different users of the first `population`, spread by chance. */
export function pickUsers(count: number, population: number): string[] {
  if (count > population) throw new Error(`no ${count} different users among ${population}`)
  const picked = new Set<number>()
  while (picked.size < count) picked.add(Math.floor(Math.random() * population))
  return [...picked].map(userName)
}
