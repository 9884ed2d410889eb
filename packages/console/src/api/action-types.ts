import type { CloudAction } from '@yanshu/protocol'

type RequestInput<Action extends CloudAction> = Action['request']['_zod']['input']
type RequestOutput<Action extends CloudAction> = Action['request']['_zod']['output']

/**
 * What a caller hands to an action. Which fields are optional comes from the schema's input side; their
 * types from its output side, because a coerced number accepts anything at all as input.
 */
export type ActionParams<Action extends CloudAction> = {
  [Key in keyof RequestInput<Action>]: Key extends keyof RequestOutput<Action>
    ? RequestOutput<Action>[Key]
    : never
}

/** What an action answers. */
export type ActionResult<Action extends CloudAction> = Action['response']['_zod']['output']
