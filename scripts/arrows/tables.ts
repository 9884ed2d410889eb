/** What each package may lean on: our packages, and those of others. */
export interface PackageRule {
  readonly ours: readonly string[]
  readonly theirs: readonly string[] | 'as declared'
  /** Runs in browsers too, so it may use no module of Node. */
  readonly isForBrowsers: boolean
}

export const packages: Readonly<Record<string, PackageRule>> = {
  protocol: { ours: [], theirs: ['zod'], isForBrowsers: true },
  client: { ours: ['protocol'], theirs: [], isForBrowsers: true },
  console: { ours: ['protocol', 'client'], theirs: 'as declared', isForBrowsers: true },
  server: { ours: ['protocol', 'console'], theirs: 'as declared', isForBrowsers: false },
  bench: { ours: ['protocol', 'client', 'server'], theirs: 'as declared', isForBrowsers: false },
}

/**
 * What each part of the server may lean on besides itself and `everybodys`. A name is a folder or a
 * file directly in `packages/server/src`; one that is not here may lean on nothing yet.
 */
export const serverParts: Readonly<Record<string, readonly string[]>> = {
  edge: ['im', 'access', 'insight', 'store', 'blobs', 'bus'],
  im: ['access', 'insight', 'jobs', 'store', 'blobs', 'bus'],
  access: ['im', 'insight', 'jobs', 'store', 'bus'],
  insight: ['im', 'access', 'jobs', 'store', 'bus'],
  jobs: ['store'],
  store: [],
  blobs: [],
  bus: [],
  calls: [],
  'clock.ts': [],
  'log.ts': [],
}

/** Leaned on by all; they themselves lean on the protocol only. */
export const everybodys: readonly string[] = ['calls', 'clock.ts', 'log.ts']

/** They put the parts together: they may lean on all, and only they lean on each other. */
export const assembly: readonly string[] = [
  'main.ts',
  'platform.ts',
  'config.ts',
  'config-error.ts',
  'config-files.ts',
  'commands',
]

/** A folder of this name, anywhere, is for tests: it may lean on all, only tests lean on it. */
export const testKit = 'testing'

/**
 * Packages whose types alone the server may name although it does not depend on them: those of a
 * contract's schema. The schemas themselves are the protocol's.
 */
export const typesOnlyInServer: readonly string[] = ['zod']

/** A capability reaches another through its `service.ts`. Beyond that: */
export const capabilityExceptions: readonly {
  readonly from: RegExp
  readonly to: RegExp
  readonly typesOnly: boolean
  readonly why: string
}[] = [
  {
    from: /./,
    to: /^im\/([\w-]+)\/\1\.ts$/,
    typesOnly: true,
    why: 'the words of a capability stand in the file of its name',
  },
]

/** Where Bun's own API is at home; elsewhere web and Node standards do, so there is a way out. */
export const bunIsAtHome: readonly RegExp[] = [
  /^packages\/server\/src\/(edge|store|blobs)\//,
  /^packages\/server\/src\/access\/password\.ts$/,
  /^packages\/server\/src\/main\.ts$/,
  /^packages\/console\/src\/build\.ts$/,
  /^packages\/bench\//,
]

/** Files of a browser package that run at build time instead. */
export const buildTime: readonly RegExp[] = [/^packages\/console\/src\/build\.ts$/]
