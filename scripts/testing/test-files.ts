import { join } from 'node:path'

/** Unit and in-process tests first: they are fast, and what they find explains the rest. */
export const groups = [
  { name: 'packages', folders: ['packages/*/src', 'scripts'] },
  { name: 'black box', folders: ['tests'] },
] as const

/** The test files in these folders of `root` whose path has one of the filters in it, if there are any. */
export async function findTestFiles(
  root: string,
  folders: readonly string[],
  filters: readonly string[],
): Promise<string[]> {
  const scans = folders.map((folder) => new Bun.Glob(`${folder}/**/*.test.{ts,tsx}`).scan(root))
  const paths = (await Promise.all(scans.map((scan) => Array.fromAsync(scan)))).flat()
  const wanted = paths.filter(
    (path) => filters.length === 0 || filters.some((filter) => path.includes(filter)),
  )
  return wanted.sort().map((path) => join(root, path))
}
