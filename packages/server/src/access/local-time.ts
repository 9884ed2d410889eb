/** A time as the cam and tag services print it: `YYYY-MM-DD HH:mm:ss` in the server's time zone. */
export function localTime(milliseconds: number): string {
  const date = new Date(milliseconds)
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-')
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':')
  return `${day} ${time}`
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}
