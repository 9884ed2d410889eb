import { posix } from 'node:path'
import { type Import, readImports, usesBun } from './imports.ts'
import {
  assembly,
  buildTime,
  bunIsAtHome,
  capabilityExceptions,
  everybodys,
  packages,
  serverParts,
  testKit,
  typesOnlyInServer,
} from './tables.ts'

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string
  readonly text: string
}

/** The packages that each of our packages declares in its `package.json`. */
export type Declared = Readonly<Record<string, readonly string[]>>

/** One line for each import that goes against the arrows: the file, the import, and the reason. */
export function findViolations(files: readonly SourceFile[], declared: Declared): string[] {
  return files.flatMap(({ path, text }) => {
    if (isTest(path)) return []
    const found = readImports(text).flatMap((imported) => {
      const why = whyNot(path, imported, declared)
      return why === undefined ? [] : [`${path} imports ${imported.specifier}: ${why}`]
    })
    if (usesBun(text) && !matchesOne(bunIsAtHome, path)) {
      found.push(`${path} uses Bun's own API, which has its few places`)
    }
    return found
  })
}

/** Tests go through any door, and so do the pieces made for them. */
function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || isTestKit(path)
}

function isTestKit(path: string): boolean {
  return path.split('/').includes(testKit)
}

function whyNot(path: string, imported: Import, declared: Declared): string | undefined {
  const { specifier } = imported
  if (/^bun(:|$)/.test(specifier)) return undefined
  const [, name = '', inside = ''] = /^packages\/([^/]+)\/src\/(.*)$/.exec(path) ?? []
  const rule = packages[name]
  if (rule === undefined) return `package ${name} has no rule yet`
  if (specifier.startsWith('.')) return whyNotRelative(path, name, inside, imported)
  if (specifier.startsWith('@yanshu/')) return whyNotOurs(specifier, name, inside)
  if (specifier.startsWith('node:')) {
    const isFine = !rule.isForBrowsers || matchesOne(buildTime, path)
    return isFine ? undefined : `${name} runs in browsers`
  }
  if (name === 'server' && imported.isTypeOnly && typesOnlyInServer.includes(specifier)) {
    return undefined
  }
  const theirs = rule.theirs === 'as declared' ? (declared[name] ?? []) : rule.theirs
  const isFine = theirs.includes(packageName(specifier))
  return isFine ? undefined : `${name} may not lean on this package`
}

function whyNotOurs(specifier: string, name: string, inside: string): string | undefined {
  const target = specifier.split('/')[1] ?? ''
  if (!packages[name]?.ours.includes(target)) return `${name} may not lean on ${target}`
  if (name === 'server' && target === 'console' && !inside.startsWith('edge/console/')) {
    return 'only edge/console serves the console'
  }
  return undefined
}

function whyNotRelative(
  path: string,
  name: string,
  inside: string,
  imported: Import,
): string | undefined {
  const target = posix.join(posix.dirname(path), imported.specifier)
  if (posix.basename(target) === 'package.json') return undefined
  const root = `packages/${name}/src/`
  if (!target.startsWith(root)) return 'a package is reached by its name, not by a path'
  if (isTestKit(target)) return 'only tests lean on the test kit'
  if (name !== 'server') return undefined
  return whyNotInServer(inside, target.slice(root.length), imported)
}

function whyNotInServer(from: string, to: string, imported: Import): string | undefined {
  const [fromPart, toPart] = [partOf(from), partOf(to)]
  if (assembly.includes(fromPart)) return undefined
  if (isRules(from) && !isPureEnough(to)) return 'rules are pure'
  if (fromPart === toPart) return whyNotCapability(from, to, imported)
  const allowed = serverParts[fromPart]
  if (allowed === undefined) return `${fromPart} has no rule yet`
  const mayReachCommon = !everybodys.includes(fromPart) && everybodys.includes(toPart)
  if (!mayReachCommon && !allowed.includes(toPart)) return `${fromPart} may not lean on ${toPart}`
  return whyNotCapability(from, to, imported)
}

function whyNotCapability(from: string, to: string, imported: Import): string | undefined {
  const [mine, other] = [capabilityOf(from), capabilityOf(to)]
  if (mine === undefined || other === undefined || mine === other) return undefined
  if (to === `${other}/service.ts`) return undefined
  const isExcepted = capabilityExceptions.some(
    (exception) =>
      exception.from.test(from) &&
      exception.to.test(to) &&
      (imported.isTypeOnly || !exception.typesOnly),
  )
  return isExcepted ? undefined : `${mine} reaches ${other} only through its service`
}

/** The folder that holds everything of a capability; `undefined` for what belongs to none. */
function capabilityOf(inside: string): string | undefined {
  return /^(im\/[^/]+|access|insight)\//.exec(inside)?.[1]
}

function isRules(inside: string): boolean {
  return /(^|\/)rules(\.ts$|\/)/.test(inside)
}

function isPureEnough(to: string): boolean {
  return !['store', 'edge', 'bus'].includes(partOf(to)) && !/(^|\/)store(\.ts$|\/)/.test(to)
}

/** The folder or file directly under `src`. */
function partOf(inside: string): string {
  return inside.split('/')[0] ?? ''
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

function matchesOne(patterns: readonly RegExp[], path: string): boolean {
  return patterns.some((pattern) => pattern.test(path))
}
