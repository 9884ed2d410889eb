import type { RemindType } from '@yanshu/protocol'

/** 64 bits as two numbers of 32: a single one does not hold them all. */
export interface Marks {
  readonly low: number
  readonly high: number
}

const HALF = 32
const remindTypes = ['AcceptAndNotify', 'AcceptNotNotify', 'Discard'] as const
export const DISCARD = 2

export function remindOf(type: RemindType): number {
  return remindTypes.indexOf(type)
}

export function remindType(remind: number): RemindType {
  return remindTypes[remind] ?? 'AcceptAndNotify'
}

/** Sets and clears bits, which count from 1; a bit that is in both is set. */
export function changeMarks(
  marks: Marks,
  set: readonly number[] = [],
  clear: readonly number[] = [],
): Marks {
  const bits = new Set(bitsOf(marks))
  for (const bit of clear) bits.delete(bit)
  for (const bit of set) bits.add(bit)
  return toMarks([...bits])
}

/** Bits from 1 to 64, rising. */
export function bitsOf({ low, high }: Marks): readonly number[] {
  const bits: number[] = []
  for (let bit = 1; bit <= 2 * HALF; bit++) {
    const half = bit <= HALF ? low : high
    if (Math.floor(half / 2 ** ((bit - 1) % HALF)) % 2 === 1) bits.push(bit)
  }
  return bits
}

function toMarks(bits: readonly number[]): Marks {
  let low = 0
  let high = 0
  for (const bit of bits) {
    if (bit <= HALF) low += 2 ** (bit - 1)
    else high += 2 ** (bit - 1 - HALF)
  }
  return { low, high }
}

/** The first character is bit 1, the star; zeros at the end are left out. */
export function markText(marks: Marks): string {
  const bits = new Set(bitsOf(marks))
  const last = Math.max(0, ...bits)
  return Array.from({ length: last }, (_, at) => (bits.has(at + 1) ? '1' : '0')).join('')
}

/** The values of the Web SDK: powers of two. */
export function markValues(marks: Marks): readonly number[] {
  return bitsOf(marks).map((bit) => 2 ** (bit - 1))
}

/** The bit of such a value. */
export function bitOf(value: number): number {
  return Math.log2(value) + 1
}
