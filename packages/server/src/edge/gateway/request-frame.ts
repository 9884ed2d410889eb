import type { requestFrame } from '@yanshu/protocol'
import { gatewayErrors, ImError } from '@yanshu/protocol'
import type { z } from 'zod'

export type RequestFrame = z.output<typeof requestFrame>

const LONGEST_METHOD = 64

/** Checked by hand and not by `requestFrame`: this runs for every frame of every client. */
export function parseFrame(text: string): RequestFrame | undefined {
  try {
    const frame = JSON.parse(text) as Partial<RequestFrame> | null
    const { id, method } = frame ?? {}
    if (typeof method !== 'string' || method.length > LONGEST_METHOD) return undefined
    if (!Number.isSafeInteger(id) || Number(id) < 0) return undefined
    return frame as RequestFrame
  } catch {
    return undefined
  }
}

/** What is wrong with the params of a request, by the first field that is. */
export function badParameter(error: z.ZodError): ImError {
  const [issue] = error.issues
  const path = issue?.path.map(String).join('.') ?? ''
  return new ImError(gatewayErrors.badParameter, `${path}: ${issue?.message ?? 'invalid'}`)
}
