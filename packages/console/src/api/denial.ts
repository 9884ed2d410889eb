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
