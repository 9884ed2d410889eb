const NAME = 'yanshu_session'

/** The session's token in the request's cookies. */
export function readSessionCookie(request: Request): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2)
    if (name === NAME && value) return value
  }
  return undefined
}

/** The header that sets the cookie; an empty token deletes it. */
export function sessionCookie(request: Request, token: string): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax']
  if (token === '') attributes.push('Max-Age=0')
  if (isOverTls(request)) attributes.push('Secure')
  return [`${NAME}=${token}`, ...attributes].join('; ')
}

/** The header of a proxy is believed: a wrong one only makes the cookie stricter. */
function isOverTls(request: Request): boolean {
  if (new URL(request.url).protocol === 'https:') return true
  return firstOf(request.headers.get('x-forwarded-proto')).toLowerCase() === 'https'
}

function firstOf(list: string | null): string {
  return (list ?? '').split(',', 1)[0]?.trim() ?? ''
}
