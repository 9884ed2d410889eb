import { decide } from '@yanshu/server/policy-engine'
import type { AccessRequest } from './decision-world.ts'
import { decisionPolicies, decisionRequests } from './decision-world.ts'

export interface DecisionLoadOptions {
  /** The floor finds answers that were worked out before; the engine works each one out. */
  readonly side: 'floor' | 'yanshu'
  readonly seconds: number
  readonly warmupSeconds: number
}

export interface DecisionLoad {
  readonly faults: readonly string[]
  readonly perSecond: number
}

type Ask = (request: AccessRequest) => boolean

/** Decisions a second on one core. */
export async function decisionLoad(options: DecisionLoadOptions): Promise<DecisionLoad> {
  const policies = decisionPolicies()
  const requests = decisionRequests()
  const answers = requests.map((request) => decide(policies, request))
  const allowed = answers.filter((answer) => answer.allowed).length
  const engine: Ask = (request) => decide(policies, request).allowed
  const ask = options.side === 'floor' ? lookup(requests, engine) : engine

  run(requests, ask, options.warmupSeconds)
  const { rounds, counted, seconds } = run(requests, ask, options.seconds)

  const faults = ['allow', 'deny', 'noMatch']
    .filter((reason) => !answers.some((answer) => answer.reason === reason))
    .map((reason) => `no request comes to ${reason}`)
  // The floor's key is action and resource alone, so it may answer some requests for another address.
  if (options.side === 'yanshu' && counted !== allowed * rounds) faults.push('answers changed')
  return { faults, perSecond: (rounds * requests.length) / seconds }
}

/** Goes over all requests again and again until the time is over. */
function run(requests: readonly AccessRequest[], ask: Ask, wanted: number) {
  const start = performance.now()
  let rounds = 0
  let counted = 0
  let seconds = 0
  while (seconds < wanted) {
    for (const request of requests) if (ask(request)) counted++
    rounds++
    seconds = (performance.now() - start) / 1000
  }
  return { rounds, counted, seconds }
}

/** The least that depends on action and resource: one lookup, no wildcards, no conditions. */
function lookup(requests: readonly AccessRequest[], engine: Ask): Ask {
  const answers = new Set(requests.filter(engine).map(keyOf))
  return (request) => answers.has(keyOf(request))
}

function keyOf({ action, resource }: AccessRequest): string {
  return `${action} ${resource}`
}
