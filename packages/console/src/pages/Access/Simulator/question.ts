/** What the simulator is asked, as it stands in the address: rows of the audit trail lead here with it. */
export interface Question {
  /** The uin of a user; empty where none is chosen. */
  readonly user: string
  /** `service:name`. */
  readonly action: string
  /** A six-segment name; empty for the action's own. */
  readonly resource: string
  readonly ip: string
  /** ISO 8601; empty for now. */
  readonly time: string
}

const names = [
  'user',
  'action',
  'resource',
  'ip',
  'time',
] as const satisfies readonly (keyof Question)[]

export function readQuestion(params: URLSearchParams): Question {
  const of = (name: keyof Question) => params.get(name)?.trim() ?? ''
  const user = of('user')
  return {
    user: /^\d{1,16}$/.test(user) ? user : '',
    action: of('action').replace(/^name\//, ''),
    resource: of('resource'),
    ip: of('ip'),
    time: of('time'),
  }
}

export function writeQuestion(question: Question): URLSearchParams {
  return new URLSearchParams(
    names.filter((name) => question[name] !== '').map((name) => [name, question[name]]),
  )
}

/** True where it can be asked: who, and what. */
export function isAskable({ user, action }: Question): boolean {
  return user !== '' && /^\w+:\w+$/.test(action)
}

/** The parameters of the action that answers. */
export function simulationParams({ user, action, resource, ip, time }: Question) {
  return {
    TargetUin: Number(user),
    Action: action,
    ...(resource === '' ? {} : { Resource: resource }),
    ...(ip === '' ? {} : { SourceIp: ip }),
    ...(time === '' ? {} : { Time: time }),
  }
}
