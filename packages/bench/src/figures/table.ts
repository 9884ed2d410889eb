import { broadcast } from './broadcast.ts'
import { connections } from './connections.ts'
import { delivery } from './delivery.ts'
import type { Figure } from './figure.ts'
import { conversations } from './conversations.ts'
import { decisions } from './decisions.ts'
import { friends } from './friends.ts'
import { group } from './group.ts'
import { growth } from './growth.ts'
import { manyGroups } from './many-groups.ts'
import { live } from './live.ts'
import { profiles } from './profiles.ts'
import { messages } from './messages.ts'
import { push } from './push.ts'
import { rest } from './rest.ts'
import { retention } from './retention.ts'

/** Every figure, in the order of the report. */
export const figures: readonly Figure[] = [
  messages,
  delivery,
  broadcast,
  group,
  live,
  connections,
  rest,
  growth,
  profiles,
  friends,
  manyGroups,
  conversations,
  retention,
  push,
  decisions,
]
