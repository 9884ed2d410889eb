/**
 * True unless a browser says that another site's page makes the request. Requests without an Origin
 * come from the page itself (GET) or from no browser at all.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin')
  if (origin === null) return request.headers.get('sec-fetch-site') !== 'cross-site'
  // A page cannot set X-Forwarded-Host without a preflight, which nothing here answers.
  const hosts = [request.headers.get('host'), request.headers.get('x-forwarded-host')]
  const own = hosts
    .flatMap((list) => (list ?? '').split(','))
    .map((host) => host.trim().toLowerCase())
  const host = hostOf(origin)
  return host !== undefined && own.includes(host)
}

/** The host of an origin; none of `null` and other things that are no origin. */
function hostOf(origin: string): string | undefined {
  return /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]?.toLowerCase()
}
