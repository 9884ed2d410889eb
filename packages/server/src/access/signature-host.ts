/**
 * The host as clients may have signed it: as sent, and without the port. The Node SDK leaves the port
 * out of signature v3, the Go SDK keeps it.
 */
export function hostForms(host: string): readonly string[] {
  const bare = host.replace(/:\d+$/, '')
  return bare === host ? [host] : [host, bare]
}
