const MAX_LENGTH = 4096
const MAX_DEPTH = 8

/** Names of fields whose value must not be kept. `SecretId` is caught too, which does no harm. */
const SECRET = /secret|password|passwd|token|usersig|signature|credential|privatekey|certificate/i

/** A request as JSON of bounded length, fields with secret-looking names left out. */
export function auditBody(body: unknown): string {
  const text = JSON.stringify(withoutSecrets(body, MAX_DEPTH)) ?? ''
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`
}

function withoutSecrets(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '…'
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth - 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !SECRET.test(name))
      .map(([name, item]) => [name, withoutSecrets(item, depth - 1)]),
  )
}
