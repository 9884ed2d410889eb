import type { ResourcePattern } from './document.ts'
import type { Complaint } from './findings.ts'
import { isPolicyService, knownServices } from './services.ts'
import { checkVariables, fillVariables } from './variables.ts'

const REGION = /^[a-z0-9*-]*$/
/** What product pages print for "your region". */
const ANY_REGION = /^\$\{[^}]*\}$/
const ACCOUNT = /^uin\/[0-9*]{0,20}$/
/** No blanks, quotes or control characters. */
const PATH = /^[^\s"'\\\p{Cc}]+$/u
const APPS = /^(?:\*|sdkappid\/[0-9*]+)$/

/** Reads a resource of a statement; `ownerUin` where only that root's resources are allowed. */
export function readResource(
  text: string,
  ownerUin: string | undefined,
): ResourcePattern | '*' | Complaint {
  if (text === '*') return '*'
  const [qcs, project, service, region, account, ...rest] = text.split(':')
  if (qcs !== 'qcs') return ['InvalidParameter.ResourceQcsError', 'resourceQcs']
  if (service === undefined || region === undefined || account === undefined || rest.length === 0) {
    return ['InvalidParameter.ResourceError', 'resourceForm', { value: text }]
  }
  if (project !== '') return ['InvalidParameter.ResourceProjectError', 'resourceProject']
  const path = rest.join(':')
  const complaint =
    checkService(service) ??
    checkRegion(region) ??
    checkAccount(account, ownerUin) ??
    checkPath(service, path)
  if (complaint !== undefined) return complaint
  return {
    service: service === '' ? '*' : service,
    region: region === '' || ANY_REGION.test(region) ? '*' : region,
    account: account === 'uin/' ? '' : account,
    path,
  }
}

function checkService(service: string): Complaint | undefined {
  if (service === '' || isPolicyService(service)) return undefined
  return ['InvalidParameter.ResourceServiceNotExist', 'service', { service, known: knownServices }]
}

function checkRegion(region: string): Complaint | undefined {
  if (REGION.test(region) || ANY_REGION.test(region)) return undefined
  return ['InvalidParameter.ResourceRegionError', 'resourceRegion', { region }]
}

function checkAccount(account: string, ownerUin: string | undefined): Complaint | undefined {
  const code = 'InvalidParameter.ResourceUinError'
  if (account === '' || account === '*') return undefined
  const unknown = checkVariables(account, code)
  if (unknown !== undefined) return unknown
  if (!ACCOUNT.test(fillVariables(account, () => '1')))
    return [code, 'resourceAccount', { account }]
  const names = /^uin\/\d+$/.test(account)
  if (ownerUin === undefined || !names || account === `uin/${ownerUin}`) return undefined
  return [code, 'otherAccount', { account, uin: ownerUin }]
}

function checkPath(service: string, path: string): Complaint | undefined {
  const code = 'InvalidParameter.ResourceContentError'
  const unknown = checkVariables(path, code)
  if (unknown !== undefined) return unknown
  const form = service === 'im' ? 'sdkappid/*, or sdkappid/ and an SDKAppID' : 'type/id or type/*'
  const fits = (service === 'im' ? APPS : PATH).test(fillVariables(path, () => '1'))
  return fits ? undefined : [code, 'resourceContent', { content: path, service, form }]
}
