import type { ResourcePattern } from '@yanshu/protocol'
import type { AskedResource } from './asked.ts'
import type { Glob } from './glob.ts'
import { compileGlob } from './glob.ts'

/** The resources of one statement. */
export interface ResourceMatcher {
  /** True for a statement about `*`: the only one that covers actions at operation level. */
  readonly isEverything: boolean
  covers(asked: AskedResource | undefined): boolean
  /** True where some resource of that root may be covered. */
  coversSomeOf(account: string): boolean
}

const everything: ResourceMatcher = {
  isEverything: true,
  covers: () => true,
  coversSomeOf: () => true,
}

/** Resources that differ in their last segment only: a statement often lists many of them. */
interface Family {
  readonly service: Glob
  readonly region: Glob
  readonly account: Glob
  readonly paths: Set<string>
  readonly globs: Glob[]
}

/** An account that is left out is the root that the policy belongs to (资源描述方式). */
export function compileResources(
  resources: readonly (ResourcePattern | '*')[],
  ownerUin: string,
  fill: (text: string) => string,
): ResourceMatcher {
  const families = new Map<string, Family>()
  for (const resource of resources) {
    if (resource === '*') return everything
    const { service, region, path } = resource
    const account = resource.account === '' ? `uin/${ownerUin}` : resource.account
    const key = `${service}:${region}:${account}`
    const family = families.get(key) ?? newFamily(service, region, account, fill)
    families.set(key, family)
    addPath(family, path, fill)
  }
  const all = [...families.values()]
  return {
    isEverything: false,
    covers: (asked) => asked !== undefined && all.some((family) => coversOne(family, asked)),
    coversSomeOf: (account) => all.some((family) => family.account.matches(account)),
  }
}

function newFamily(
  service: string,
  region: string,
  account: string,
  fill: (text: string) => string,
): Family {
  return {
    service: compileGlob(service),
    region: compileGlob(region),
    account: compileGlob(account, fill),
    paths: new Set(),
    globs: [],
  }
}

/** `type/path` means what lies below it too: a prefix that ends where a level ends. */
function addPath(family: Family, path: string, fill: (text: string) => string): void {
  const top = path.endsWith('/') ? path.slice(0, -1) : path
  const glob = compileGlob(top, fill)
  if (glob.exact === undefined) family.globs.push(glob, compileGlob(`${top}/*`, fill))
  else family.paths.add(glob.exact)
}

function coversOne(family: Family, { service, region, account, path }: AskedResource): boolean {
  if (!family.service.matches(service) || !family.account.matches(account)) return false
  // What has no region, as everything here, is in all of them.
  if (region !== '' && !family.region.matches(region)) return false
  return hasPath(family.paths, path) || family.globs.some((glob) => glob.matches(path))
}

function hasPath(paths: ReadonlySet<string>, path: string): boolean {
  if (paths.size === 0) return false
  for (let top = path; ;) {
    if (paths.has(top)) return true
    const level = top.lastIndexOf('/')
    if (level <= 0) return false
    top = top.slice(0, level)
  }
}
