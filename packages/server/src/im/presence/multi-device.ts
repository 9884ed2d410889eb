import type { AppConf, KickReason, Platform } from '@yanshu/protocol'

/** A connection as the multi-device rules see it. */
export interface Device {
  readonly platform: Platform
  readonly instanceId: string
  /** Order of login; smaller is earlier. */
  readonly order: number
}

/** Kinds of platform that share one place, by login type (登录设置). */
const places: Readonly<Record<AppConf['LoginMode'], (platform: Platform) => string>> = {
  single: () => 'any',
  dual: (platform) => (platform === 'Web' ? 'web' : 'native'),
  triple: (platform) => (platform === 'Web' ? 'web' : isMobile(platform) ? 'mobile' : 'desktop'),
  multi: (platform) => platform,
}

function isMobile(platform: Platform): boolean {
  return platform === 'Android' || platform === 'iPhone' || platform === 'iPad'
}

/**
 * Who must go when a device signs in: every other platform of the same place, the same instance
 * signed in before, and the earliest ones of the same platform beyond its number of instances.
 */
export function victims<D extends Device>(
  mode: AppConf['LoginMode'],
  instances: number,
  present: readonly D[],
  newcomer: Device,
): readonly { readonly device: D; readonly reason: KickReason }[] {
  const place = places[mode]
  const contenders = present.filter(({ platform }) => place(platform) === place(newcomer.platform))
  const others = contenders.filter(
    ({ platform, instanceId }) =>
      platform !== newcomer.platform || instanceId === newcomer.instanceId,
  )
  const siblings = contenders
    .filter((device) => !others.includes(device))
    .toSorted((a, b) => a.order - b.order)
  const overflow = siblings.slice(0, Math.max(0, siblings.length + 1 - instances))
  return [
    ...others.map((device) => ({ device, reason: 'multipleDevice' as const })),
    ...overflow.map((device) => ({ device, reason: overflowReason(device.platform) })),
  ]
}

function overflowReason(platform: Platform): KickReason {
  return platform === 'Web' ? 'multipleAccount' : 'multipleDevice'
}
