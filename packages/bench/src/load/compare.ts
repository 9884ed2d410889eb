import { median } from './percentiles.ts'

/** Medians of the same work on a small and on a large body of data. */
export interface Growth {
  readonly faults: readonly string[]
  readonly small: number
  readonly large: number
}

/**
 * Measures two things in turn, so that what the machine does meanwhile meets both, and every other
 * round the other way round. The first round of each is left out.
 */
export async function alternate(
  rounds: number,
  small: () => Promise<number>,
  large: () => Promise<number>,
): Promise<Pick<Growth, 'small' | 'large'>> {
  const smalls: number[] = []
  const larges: number[] = []
  const measureSmall = async () => void smalls.push(await small())
  const measureLarge = async () => void larges.push(await large())
  for (let round = 0; round <= rounds; round++) {
    const [first, second] =
      round % 2 === 0 ? [measureSmall, measureLarge] : [measureLarge, measureSmall]
    await first()
    await second()
  }
  return { small: median(smalls.slice(1)), large: median(larges.slice(1)) }
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Microseconds that `work` takes, of so many calls of it one after another. */
export async function perCall(calls: number, work: () => Promise<unknown>): Promise<number> {
  const took = await timed(async () => {
    for (let call = 0; call < calls; call++) await work()
  })
  return (took * 1000) / calls
}
