/** Scheme and host of a request as its caller sees them: TLS ends at a proxy in front, which says so. */
export function originOf(request: Request): string {
  const { protocol, host } = new URL(request.url)
  const isSecure = protocol === 'https:' || request.headers.get('x-forwarded-proto') === 'https'
  return `${isSecure ? 'https' : 'http'}://${host}`
}
