import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface TestGroup {
  readonly name: string
  readonly files: readonly string[]
}

/**
 * The test files under `root` whose path has one of the filters in it, all where there are none. A
 * group is for one process: what a page's test does to the globals is no business of the server's.
 * The black box comes last: what the others find explains it.
 */
export async function findTestGroups(
  root: string,
  filters: readonly string[],
): Promise<TestGroup[]> {
  const packages = (await readdir(join(root, 'packages'))).sort()
  const names = [...packages.map((name) => `packages/${name}/src`), 'scripts', 'tests']
  const groups = names.map(async (name) => {
    const paths = await Array.fromAsync(new Bun.Glob(`${name}/**/*.test.{ts,tsx}`).scan(root))
    const wanted = paths.filter(
      (path) => filters.length === 0 || filters.some((filter) => path.includes(filter)),
    )
    return { name, files: wanted.sort().map((path) => join(root, path)) }
  })
  return (await Promise.all(groups)).filter(({ files }) => files.length > 0)
}
