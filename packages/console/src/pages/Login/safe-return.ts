/** Where to go after signing in: a path of this console, never another site. */
export function safeReturn(from: string | null): string {
  if (from === null || !/^\/(?![/\\])/.test(from) || from.startsWith('/login')) return '/'
  return from
}
