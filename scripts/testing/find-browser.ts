/** The Chromium of this machine that the browser tests drive; `undefined` where there is none. */
export function findBrowser(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  // /usr/bin stands last for a PATH that leaves it out.
  const path = `${process.env.PATH ?? ''}:/usr/bin`
  for (const name of names) {
    const found = Bun.which(name, { PATH: path })
    if (found !== null) return found
  }
  return undefined
}
