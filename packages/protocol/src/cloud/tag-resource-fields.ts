import { z } from 'zod'
import { codedByAction } from './coded.ts'
import { tagLimits } from './tag-fields.ts'

/** Which resources carry tags: the types by service. Source: 资源描述方式. */
export const taggedTypes = { im: ['sdkappid'], cam: ['policyid'] } as const

/** One resource, as the segments of its name tell it; the account is empty for the caller's own root. */
export interface ResourceName {
  readonly service: string
  readonly region: string
  readonly account: string
  readonly prefix: string
  readonly id: string
}

const SIX_SEGMENTS =
  /^qcs::([a-z][\w-]{0,31}):([a-z0-9-]{0,32}):(?:uin\/(\d{0,20}))?:([\w-]{1,32})\/([\w.-]{1,128})$/

/** Reads the six-segment name of one resource; undefined for anything else, wildcards included. */
export function parseResourceName(text: string): ResourceName | undefined {
  const [, service, region = '', account = '', prefix, id] = SIX_SEGMENTS.exec(text) ?? []
  if (service === undefined || prefix === undefined || id === undefined) return undefined
  return { service, region, account, prefix, id }
}

export function isTaggedService(service: string): boolean {
  return Object.hasOwn(taggedTypes, service)
}

export function isTaggedType(service: string, prefix: string): boolean {
  const types: Readonly<Record<string, readonly string[]>> = taggedTypes
  return isTaggedService(service) && (types[service]?.includes(prefix) ?? false)
}

const badDescription = codedByAction(
  'the six-segment name of a resource that carries tags',
  'InvalidParameterValue.ResourceDescriptionError',
)

/** A six-segment name, of whatever type. */
export const resourceName = z
  .string()
  .refine((text) => parseResourceName(text) !== undefined, badDescription)

/** The six-segment name of a resource that can carry tags. */
export const taggedName = z.string().refine((text) => {
  const name = parseResourceName(text)
  return name !== undefined && isTaggedType(name.service, name.prefix)
}, badDescription)

export const resourceList = z
  .array(resourceName)
  .refine((list) => list.length > 0, codedByAction('a resource is required', 'InvalidParameter'))
  .refine(
    (list) => list.length <= tagLimits.resourcesOfCall,
    codedByAction(
      `at most ${tagLimits.resourcesOfCall} resources`,
      'LimitExceeded.ResourceNumPerRequest',
    ),
  )

export const serviceType = z
  .string()
  .refine(
    isTaggedService,
    codedByAction(
      'no such service',
      'InvalidParameterValue.ServiceTypeInvalid',
      'InvalidParameterValue.ResourcePrefixInvalid',
    ),
  )

/** Every type there is has a prefix, so it is missed where it is left out. */
export const resourcePrefix = z
  .string()
  .refine(
    (prefix) => Object.keys(taggedTypes).some((service) => isTaggedType(service, prefix)),
    codedByAction('no such type of resource', 'InvalidParameterValue.ResourcePrefixInvalid'),
  )

/** What carries tags is in no region: a region is taken, and makes no difference. */
export const resourceRegion = z
  .string()
  .refine(
    (region) => /^(?:[a-z][a-z0-9-]{0,31})?$/.test(region),
    codedByAction('not a region', 'InvalidParameterValue.RegionInvalid'),
  )

export const resourceId = z
  .string()
  .refine(
    (id) => /^[\w.-]{1,128}$/.test(id),
    codedByAction('not an id', 'InvalidParameterValue.ResourceIdInvalid'),
  )

export function resourceIds(most: number = tagLimits.idsOfCall) {
  return z
    .array(resourceId)
    .refine(
      (ids) => ids.length > 0,
      codedByAction('an id is required', 'InvalidParameterValue.ResourceIdInvalid'),
    )
    .refine(
      (ids) => ids.length <= most,
      codedByAction(
        `at most ${most} resources`,
        'LimitExceeded.ResourceNumPerRequest',
        'InvalidParameterValue.ResourceIdInvalid',
      ),
    )
}

/** What names several resources of one type. */
export const resourcesOfType = {
  ServiceType: serviceType,
  ResourceIds: resourceIds(),
  ResourceRegion: resourceRegion.optional(),
  ResourcePrefix: resourcePrefix.prefault(''),
} as const
