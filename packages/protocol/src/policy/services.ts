/**
 * The services that a policy may speak of. Those of other products are refused: a statement about
 * something that is not here would look as if it guarded something.
 */
export const policyServices = ['im', 'cam', 'tag'] as const

/** For messages. */
export const knownServices = [...policyServices, '*'].join(', ')

export function isPolicyService(text: string): boolean {
  return text === '*' || policyServices.some((known) => known === text)
}
