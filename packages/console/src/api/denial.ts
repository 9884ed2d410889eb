/** What a permission error names: the operation and the resource it was refused on. */
export interface Denial {
  readonly operation: string | undefined
  readonly resource: string | undefined
  readonly requestId: string | undefined
}

/**
 * Reads the parts out of the message of `UnauthorizedOperation`, which has the form
 * `[request id:<id>]you are not authorized to perform operation (<op>)\nresource (<resource>) has no permission`.
 */
export function readDenial(message: string, requestId?: string): Denial {
  return {
    operation: /perform operation \(([^)]*)\)/.exec(message)?.[1],
    resource: /resource \(([^)]*)\)/.exec(message)?.[1],
    requestId: requestId ?? /\[request id:\s*([^\]]*)\]/.exec(message)?.[1],
  }
}

/**
 * The three lines of the permission box. They are in English in every language: they are what one
 * searches for and hands on.
 */
export function denialLines(denial: Denial): readonly string[] {
  const { operation = '-', resource = '-', requestId = '-' } = denial
  return [
    `you are not authorized to perform operation (${operation})`,
    `resource (${resource}) has no permission`,
    `[request id: ${requestId}]`,
  ]
}

/** The text of a policy that allows what was refused, and no more; undefined where no operation is named. */
export function policyOfDenial({ operation, resource }: Denial): string | undefined {
  if (operation === undefined || !/^\w+:\w+$/.test(operation)) return undefined
  const statement = { effect: 'allow', action: [`name/${operation}`], resource: [resource ?? '*'] }
  return JSON.stringify({ version: '2.0', statement: [statement] }, undefined, 2)
}
