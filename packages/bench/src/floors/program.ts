/** The folder this program may write to; the starter names it. */
export function dataFolder(): string {
  const folder = process.argv[2]
  if (folder === undefined) throw new Error('usage: <program> <data folder>')
  return folder
}

/** The line the starter waits for. */
export function announce(url: URL): void {
  console.log(`ready at ${url.origin}`)
}
