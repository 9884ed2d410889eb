import { parseArgs } from 'node:util'

export interface Arguments {
  /** Names of figures; all of them where none is given. */
  readonly figures: readonly string[]
  /** Measured seconds of one round. */
  readonly seconds: number
  readonly rounds: number
  /** Where the JSON report goes; `bench-results/<time>.json` where absent. */
  readonly json: string | undefined
  /** Where servers keep their data during the run. */
  readonly data: string | undefined
  /** What stands in Yanshu's place; the floor against itself shows how steady the machine is. */
  readonly subject: 'yanshu' | 'floor'
  /** How many messages expire while the figure retention is measured; rounds of some seconds where absent. */
  readonly expire: number | undefined
  readonly help: boolean
}

export const usage = `npm run bench -- [figure ...] [options]

  --seconds N      measured seconds of one round (5)
  --rounds N       rounds of floor and Yanshu in turn; the median counts (3)
  --json FILE      where the report goes (bench-results/<time>.json)
  --data FOLDER    where the servers keep their data meanwhile (the system's temporary folder)
  --expire N       retention: measure until N messages are gone, however long that takes
  --subject NAME   yanshu, or floor to measure the floor against itself

figures:`

/** @throws {Error} with a text for the user where an argument is none we know. */
export function readArguments(argv: readonly string[], figures: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'string' },
      data: { type: 'string' },
      expire: { type: 'string' },
      subject: { type: 'string', default: 'yanshu' },
      help: { type: 'boolean', default: false },
    },
  })
  for (const name of positionals) {
    if (!figures.includes(name)) throw new Error(`no figure is called ${name}`)
  }
  const { subject } = values
  if (subject !== 'yanshu' && subject !== 'floor') {
    throw new Error('--subject is yanshu or floor')
  }
  return {
    figures: positionals.length === 0 ? figures : positionals,
    seconds: positive('--seconds', values.seconds),
    rounds: Math.ceil(positive('--rounds', values.rounds)),
    json: values.json,
    data: values.data,
    subject,
    expire: values.expire === undefined ? undefined : positive('--expire', values.expire, 1e7),
    help: values.help,
  }
}

function positive(name: string, text: string, most = 3600): number {
  const value = Number(text)
  if (!(value > 0 && value <= most)) throw new Error(`${name} is a number from 1 to ${most}`)
  return value
}
