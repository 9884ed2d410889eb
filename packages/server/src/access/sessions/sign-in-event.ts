import type { SessionFault } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'

/** A try of a password that came to an end; those that were held off are not told. */
export interface SignInEvent {
  readonly kind: 'signIn' | 'passwordChange'
  /** The name as it was given, which need not be anybody's. */
  readonly user: string
  /** Whose name it is, where it is somebody's. */
  readonly principal?: Principal | undefined
  readonly sourceIp: string
  readonly outcome: 'success' | SessionFault['error']
}
