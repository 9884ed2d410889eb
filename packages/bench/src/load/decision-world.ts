import type { WrittenStatement } from '@yanshu/protocol'
import { checkPolicyDocument } from '@yanshu/protocol'
import type { decide, PolicySet } from '@yanshu/server/policy-engine'
import { compileDocument, gatherPolicies } from '@yanshu/server/policy-engine'

export type AccessRequest = Parameters<typeof decide>[1]

const POLICIES = 20
const APPS = 400
const OWNER = '100000000001'
const CALLER = { uin: '100000000002', ownerUin: OWNER, appId: 1_250_000_000 }

const areas = [
  'Account',
  'AppInfo',
  'Callback',
  'Dosage',
  'Group',
  'Message',
  'Member',
  'Secret',
  'Statistic',
  'Words',
]
const verbs = ['Describe', 'Create', 'Modify', 'Delete', 'Verify']
const actions = areas.flatMap((area) => verbs.map((verb) => `im:${verb}${area}`))

/** A caller with 20 policies of 6 statements, everything in use: wildcards, lists, tags, addresses, times. */
export function decisionPolicies(): PolicySet {
  return gatherPolicies(
    Array.from({ length: POLICIES }, (_, at) => {
      const text = JSON.stringify({ version: '2.0', statement: statementsOf(at) })
      const { document, problems } = checkPolicyDocument(text)
      if (document === undefined) throw new Error(problems[0]?.message)
      const policy = compileDocument(document, CALLER)
      return { policyId: at + 1, policyName: `policy-${at}`, via: { kind: 'user' }, policy }
    }),
  )
}

function statementsOf(at: number): readonly WrittenStatement[] {
  const area = areas[at % areas.length] ?? ''
  const own = Array.from({ length: 10 }, (_, index) => app(at * 10 + index))
  return [
    { effect: 'allow', action: [`name/im:Describe*${area}*`, `im:Verify${area}`], resource: own },
    { effect: 'allow', action: `im:*${area}`, resource: `qcs::im::uin/:sdkappid/14000000${at}*` },
    {
      effect: 'allow',
      action: `name/im:Modify${area}`,
      resource: '*',
      condition: {
        'for_any_value:string_equal': { 'qcs:resource_tag': [`team&${at}`, 'env&test'] },
      },
    },
    {
      effect: 'deny',
      action: [`im:Delete${area}`, 'im:Delete*All'],
      resource: own.slice(0, 3),
      condition: { ip_not_equal: { 'qcs:ip': ['10.0.0.0/8', '2001:db8::/32'] } },
    },
    {
      effect: 'deny',
      action: `name/im:Create${area}*`,
      resource: 'qcs::im::uin/${owner_uin}:sdkappid/*',
      condition: {
        date_less_than: { 'qcs:current_time': `20${10 + at}-01-01 00:00:00` },
        string_like: { 'qcs:resource_tag': 'env&pro*' },
      },
    },
    { effect: 'allow', action: ['cam:Get*', 'tag:*'], resource: 'qcs::cam::uin/:uin/${uin}' },
  ]
}

/** What is asked: each of 50 actions on each of 400 apps, from here and there, with tags and without. */
export function decisionRequests(): readonly AccessRequest[] {
  return Array.from({ length: actions.length * APPS }, (_, at) => ({
    action: actions[at % actions.length] ?? '',
    resource: app(Math.floor(at / actions.length)),
    context: {
      ...CALLER,
      ip: at % 3 === 0 ? '192.0.2.7' : `10.0.${at % 256}.9`,
      time: Date.UTC(2020, at % 12, 1),
      resourceTags: at % 2 === 0 ? [`team&${at % 40}`, 'env&prod'] : [],
    },
  }))
}

function app(index: number): string {
  return `qcs::im::uin/${OWNER}:sdkappid/${1_400_000_000 + index}`
}
