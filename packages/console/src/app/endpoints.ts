/** The base address of the REST API on the server that this page came from. */
export function restAddress(page: Location = location): string {
  return `${page.origin}/v4/`
}

/** The address that clients open their WebSocket to. */
export function gatewayAddress(page: Location = location): string {
  const scheme = page.protocol === 'https:' ? 'wss' : 'ws'
  return `${scheme}://${page.host}/gateway`
}
