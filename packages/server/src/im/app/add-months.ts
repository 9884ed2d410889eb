/** The same time some calendar months later, in UTC; the last day of a shorter month. */
export function addMonths(time: number, months: number): number {
  const date = new Date(time)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months)
  // The 31st of a month of 30 days has become the 1st of the next.
  if (date.getUTCDate() !== day) date.setUTCDate(0)
  return date.getTime()
}
