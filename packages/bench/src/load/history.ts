import type { Growth } from './compare.ts'
import { alternate, perCall } from './compare.ts'
import type { Target } from './session.ts'
import { Session } from './session.ts'

export interface LongConversation {
  readonly peer: string
  readonly messages: number
}

export interface HistoryLoadOptions {
  readonly target: Target
  readonly reader: string
  readonly small: LongConversation
  readonly large: LongConversation
  /** Pages of one round. */
  readonly pages: number
  readonly rounds: number
}

export interface HistoryLoadResult {
  readonly faults: readonly string[]
  readonly newest: Pick<Growth, 'small' | 'large'>
  readonly middle: Pick<Growth, 'small' | 'large'>
}

interface Page {
  readonly messages: readonly { readonly seq: number }[]
}

const PAGE = 15

/** Microseconds a page of history takes, in a short and in a long conversation of one account. */
export async function historyLoad(options: HistoryLoadOptions): Promise<HistoryLoadResult> {
  const faults: string[] = []
  const session = await Session.open(options.target, options.reader)
  const pages = (conversation: LongConversation, before: () => number | undefined) => () =>
    perCall(options.pages, async () => {
      const fault = await readPage(session, conversation, before())
      if (fault !== undefined && faults.length < 10) faults.push(fault)
    })
  const both = (before: (conversation: LongConversation) => number | undefined) =>
    alternate(
      options.rounds,
      pages(options.small, () => before(options.small)),
      pages(options.large, () => before(options.large)),
    )
  const newest = await both(() => undefined)
  const middle = await both(somewhereInTheMiddle)
  session.close()
  return { faults, newest, middle }
}

/** Another place each time, so that the page does not stay in one cached spot. */
function somewhereInTheMiddle({ messages }: LongConversation): number {
  return Math.floor(messages * (0.25 + Math.random() / 2))
}

async function readPage(
  session: Session,
  { peer, messages }: LongConversation,
  beforeSeq: number | undefined,
): Promise<string | undefined> {
  const place = beforeSeq === undefined ? {} : { beforeSeq }
  const page = (await session.ask('message.history', {
    conversationId: `C2C${peer}`,
    limit: PAGE,
    ...place,
  })) as Page
  const last = page.messages.at(-1)?.seq
  const expected = beforeSeq === undefined ? messages : beforeSeq - 1
  if (page.messages.length === PAGE && last === expected) return undefined
  return `a page before ${expected + 1} of ${peer} has ${page.messages.length} messages up to ${last}`
}
