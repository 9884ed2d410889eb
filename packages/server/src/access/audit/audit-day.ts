import { BEIJING } from '../../clock.ts'

/** `yyyymmdd` of a time: days are those of Beijing, as those of all figures. */
export function dayOf(time: number): number {
  return Number(new Date(time + BEIJING).toISOString().slice(0, 10).replaceAll('-', ''))
}
