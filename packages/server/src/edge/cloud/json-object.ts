import { CloudError } from '@yanshu/protocol'

/** Parses a body that must be a JSON object; nothing at all stands for an empty one. */
export function parseJsonObject(body: Uint8Array): Record<string, unknown> {
  if (body.length === 0) return {}
  const value = parse(body)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw new CloudError('InvalidRequest', 'The body must be a JSON object.')
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    throw new CloudError('InvalidRequest', 'The body is not well-formed JSON.', { cause: error })
  }
}
