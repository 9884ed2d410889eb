import { createHmac } from 'node:crypto'
import { CloudError } from '@yanshu/protocol'
import { equalInConstantTime } from './constant-time.ts'
import { hostForms } from './signature-host.ts'

/** A request signed with v1: every parameter, flattened and decoded. */
export interface SignedRequestV1 {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly params: ReadonlyMap<string, string>
}

const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['HmacSHA1', 'sha1'],
  ['HmacSHA256', 'sha256'],
])

/** Checks the parameter `Signature` against all the others. */
export function verifyV1(request: SignedRequestV1, secretKey: string): void {
  const algorithm = ALGORITHMS.get(request.params.get('SignatureMethod') ?? 'HmacSHA1')
  if (algorithm === undefined) {
    throw new CloudError(
      'InvalidParameterValue',
      'The parameter `SignatureMethod` must be HmacSHA1 or HmacSHA256.',
    )
  }
  // A client that did not encode the signature's "+" sent a blank.
  const given = (request.params.get('Signature') ?? '').replaceAll(' ', '+')
  const matches = hostForms(request.host).some((host) => {
    const source = sourceString({ ...request, host })
    const wanted = createHmac(algorithm, secretKey).update(source).digest('base64')
    return equalInConstantTime(wanted, given)
  })
  if (!matches) {
    throw new CloudError('AuthFailure.SignatureFailure', 'The signature does not match.')
  }
}

/** What v1 signs: method, host, path and the parameters in ASCII order, values not encoded. */
export function sourceString({ method, host, path, params }: SignedRequestV1): string {
  const pairs = [...params.keys()]
    .filter((name) => name !== 'Signature')
    .sort()
    .map((name) => `${name}=${params.get(name)}`)
  return `${method}${host}${path}?${pairs.join('&')}`
}
