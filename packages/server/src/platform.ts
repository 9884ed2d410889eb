import { gatewayLimits } from '@yanshu/protocol'
import type { Access } from './access/access.ts'
import { accessActions, openAccess } from './access/access.ts'
import type { AuditedDoorDeps } from './access/audit/audited-doors.ts'
import { auditedGateway, auditedRest } from './access/audit/audited-doors.ts'
import { resetRootPassword } from './access/reset-root.ts'
import type { RootStart } from './access/root.ts'
import { ensureRoot } from './access/root.ts'
import { ROOT_UIN } from './access/root-account.ts'
import { openBlobs } from './blobs/open-blobs.ts'
import type { Bus } from './bus/bus.ts'
import { createLocalBus } from './bus/bus.ts'
import { RateLimiter } from './calls/rate-limiter.ts'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { PlanTable } from './im/app/plans.ts'
import { Jobs } from './jobs/jobs.ts'
import { ActionRunner } from './edge/cloud/action-runner.ts'
import { createCloudDoor } from './edge/cloud/cloud-door.ts'
import { loadConsoleAssets } from './edge/console/assets.ts'
import { createConsoleDoor } from './edge/console/console-door.ts'
import { FilesDoor } from './edge/files/files-door.ts'
import type { NativeTopics } from './edge/gateway/fanout.ts'
import { Gateway } from './edge/gateway/gateway.ts'
import type { GatewayLimits } from './edge/gateway/gateway-deps.ts'
import type { LoginDeps } from './edge/gateway/login.ts'
import { Login } from './edge/gateway/login.ts'
import type { Session } from './edge/gateway/session.ts'
import { Visitors } from './edge/gateway/visitors.ts'
import type { HttpServer } from './edge/http/server.ts'
import { listen } from './edge/http/server.ts'
import { StaticFiles } from './edge/http/static-files.ts'
import { RestDoor } from './edge/rest/rest-door.ts'
import type { Im } from './im/im.ts'
import { openIm } from './im/im.ts'
import { Registry } from './im/presence/service.ts'
import type { OpenedInsight } from './insight/insight.ts'
import { openInsight } from './insight/insight.ts'
import type { Logger } from './log.ts'
import { createLogger } from './log.ts'
import type { Store, StoreTarget } from './store/open-store.ts'
import { openStore } from './store/open-store.ts'
import {
  createSecretBox,
  ephemeralMasterKey,
  loadMasterKey,
  parseMasterKey,
} from './store/secret-box.ts'

/** A platform that listens. */
export interface Platform {
  readonly url: string
  readonly port: number
  readonly root: RootStart
  readonly store: Store
  readonly access: Access
  readonly im: Im
  readonly jobs: Jobs
  readonly gateway: Gateway
  /** Sends clients away, lets what is under way finish, closes everything. */
  stop(): Promise<void>
}

export type { Config } from './config.ts'

export interface PlatformOptions {
  readonly now?: Clock
  readonly log?: Logger
  readonly limits?: Partial<GatewayLimits>
  /** Told as soon as it is stored: what was generated is not shown again, whatever fails after. */
  readonly tellRoot?: (root: RootStart) => void
}

/**
 * For whoever lost the root's password and may start the platform here: sets a new one and answers it,
 * or undefined where no start made a root account yet. An embedded storage must be in no other process.
 */
export async function renewRootPassword(config: Config): Promise<string | undefined> {
  const store = await openStore(targetOf(config), systemClock)
  try {
    return await resetRootPassword(store.db, systemClock)
  } finally {
    await store.close()
  }
}

/** Opens everything in order; `stop` closes it in reverse, and so does a start that fails half way. */
export async function startPlatform(
  config: Config,
  options: PlatformOptions = {},
): Promise<Platform> {
  const now = options.now ?? systemClock
  const log = options.log ?? createLogger(config.logLevel)
  await using open = new AsyncDisposableStack()
  const store = await openStore(targetOf(config), now)
  open.defer(() => store.close())
  const blobs = await openBlobs(config.blobs)
  open.defer(() => blobs.close())
  const box = createSecretBox(await masterKeyOf(config))
  const root = await ensureRoot({ db: store.db, box, now, log }, config.root)
  options.tellRoot?.(root)
  const bus = createLocalBus((error) => log.error('bus.listenerFailed', { error }))
  const registry = new Registry<Session>()
  const jobs = new Jobs({ db: store.db, shared: store.dialect === 'postgres', now, log })
  const plans = new PlanTable(config.plans)
  const { defaultPlan, pushRate } = config
  const im = await openIm({
    store,
    box,
    bus,
    now,
    log,
    registry,
    jobs,
    plans,
    defaultPlan,
    pushRate,
    blobs,
    files: config.files,
  })
  open.defer(() => im.stop())
  const { publicIps } = config
  const counting = openInsight({ ...im, db: store.db, bus, now, registry, publicIps })
  open.defer(() => counting.insight.flush())
  const { userGroups } = config
  const access = openAccess({ db: store.db, box, now, log, limits: { userGroups } })
  open.defer(() => access.audit.settled())
  // The gateway does not wait for them.
  await access.audit.settings.of(ROOT_UIN)
  open.defer(() => access.keys.flushUse())
  jobs.add(...counting.jobs, access.auditRetention, access.keys.useJob)
  const parts = { store, access, bus, registry, im, counting, now, log }
  const limits = limitsOf(config, options)
  const { gateway, server } = openDoors(open, parts, config, limits)
  jobs.start()
  open.defer(() => jobs.stop())
  log.info('platform.started', { port: server.port, storage: store.dialect })
  const opened = open.move()
  return {
    url: `http://${printable(config.host)}:${server.port}`,
    port: server.port ?? 0,
    root,
    store,
    access,
    im,
    jobs,
    gateway,
    stop: async () => {
      await opened.disposeAsync()
      log.info('platform.stopped')
    },
  }
}

function limitsOf(config: Config, { limits }: PlatformOptions): GatewayLimits {
  return { ...gatewayLimits, requestsPerSecond: config.gatewayRate, ...limits }
}

/** What the doors stand on. */
interface Parts {
  readonly store: Store
  readonly access: Access
  readonly bus: Bus
  readonly registry: Registry<Session>
  readonly im: Im
  readonly counting: OpenedInsight
  readonly now: Clock
  readonly log: Logger
}

function openDoors(
  open: AsyncDisposableStack,
  parts: Parts,
  config: Config,
  limits: GatewayLimits,
): { readonly gateway: Gateway; readonly server: HttpServer } {
  const { store, access, im, counting, now, log } = parts
  let server: HttpServer | undefined
  const gateway = openGateway(parts, config, limits, {
    publish: (topic, frame) => void server?.publish(topic, frame),
    subscribers: (topic) => server?.subscriberCount(topic) ?? 0,
  })
  open.defer(() => gateway.stop())
  const listening = listen(
    {
      host: config.host,
      port: config.port,
      limits,
      rest: new RestDoor({
        ...im,
        handlers: auditedRest(auditedBy(access), [...im.rest, ...counting.rest]),
        limiter: new RateLimiter(now),
        takeDailyCall: (app) => counting.insight.takeRestCall(app),
        now,
        log,
      }),
      ...cloudDoors(access, im, now, log),
      files: new StaticFiles(loadConsoleAssets),
      media: new FilesDoor({ ...im, log }),
      uploadBytes: Math.max(config.files.limits.picture, config.files.limits.file),
      ping: () => store.ping(),
    },
    () => gateway,
  )
  server = listening
  open.defer(() => close(listening, gateway))
  return { gateway, server: listening }
}

/** All applications belong to the root account. */
function auditedBy({ audit: trail }: Access): AuditedDoorDeps {
  return { trail, ownerUin: ROOT_UIN }
}

function openGateway(
  parts: Parts,
  { visitors: caps }: Pick<Config, 'visitors'>,
  limits: GatewayLimits,
  topics: NativeTopics,
): Gateway {
  const { registry, access, im, counting, bus, now, log } = parts
  const admit: LoginDeps['admit'] = (app, userId) => counting.insight.admit(app, userId)
  return new Gateway({
    registry,
    presence: im.presence,
    apps: im.apps,
    login: new Login({ ...im, registry, limits, now, admit }),
    visitors: new Visitors({ apps: im.apps, rooms: im.liveVisits, caps, limits, now }),
    handlers: auditedGateway(auditedBy(access), im.gateway),
    bus,
    limits,
    now,
    log,
    isBehind: im.isBehind,
    holdersOf: (appId, userId) => im.relations.holdersOf(appId, userId),
    groupAudience: im.groupAudience,
    groupDelivered: (appId, count) => counting.insight.groupDelivered(appId, count),
    topics,
  })
}

function cloudDoors(access: Access, im: Im, now: Clock, log: Logger) {
  const handlers = [...im.actions, ...accessActions(access)]
  const runner = new ActionRunner({ handlers, access, now })
  return {
    cloud: createCloudDoor({ access, runner, now, log }),
    console: createConsoleDoor({ access, runner, log }),
  }
}

/** Sends clients away and gives the answers under way; idle keep-alive connections would hold it open for ever. */
async function close(server: HttpServer, gateway: Gateway): Promise<void> {
  gateway.stop()
  await Promise.race([server.stop(false), timeUp(3000)])
  await server.stop(true)
}

function timeUp(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}

function targetOf(config: Config): StoreTarget {
  if (config.ephemeral) return { kind: 'memory' }
  if (config.databaseUrl !== undefined) return { kind: 'postgres', url: config.databaseUrl }
  return { kind: 'folder', folder: config.dataFolder, inlineWriter: config.inlineWriter }
}

async function masterKeyOf(config: Config): Promise<Uint8Array> {
  if (config.masterKey !== undefined) return parseMasterKey(config.masterKey)
  return config.ephemeral ? ephemeralMasterKey() : loadMasterKey(config.dataFolder)
}

/** What a browser can open. */
function printable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
