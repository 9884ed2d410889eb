import { CloudError } from '@yanshu/protocol'

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROLS = /[\u0000-\u001f\u007f]/

/** Refuses control characters in a name; PostgreSQL could not even store the NUL. */
export function refuseControls(parameter: string, text: string): void {
  if (!CONTROLS.test(text)) return
  throw new CloudError(
    'InvalidParameterValue',
    `The parameter \`${parameter}\` must not have control characters.`,
  )
}
