import { numbers } from './talk.ts'

/** The accounts `peer1`, `peer2`, … as an import takes them. */
export function peersUpTo(count: number): readonly { readonly userId: string }[] {
  return numbers(count).map((number) => ({ userId: `peer${number}` }))
}

/** The conversations with some of them, from one number to another. */
export function idsOf(first: number, last: number): readonly string[] {
  return numbers(last)
    .slice(first - 1)
    .map((number) => `C2Cpeer${number}`)
}
