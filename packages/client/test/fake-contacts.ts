import type { BatchResult, ConversationSettings, ReceiveOption } from '@yanshu/protocol'

type Params = Record<string, unknown>

/** What accounts set on their conversations. Nobody knows an account called nobody. */
export class FakeContacts {
  /** By account and peer, with a blank between them. */
  readonly #settings = new Map<string, ConversationSettings>()
  #groups: string[] = []
  #option: ReceiveOption = { remindType: 'AcceptAndNotify' }

  settingsOf(userId: string, peer: string): ConversationSettings {
    return this.#settings.get(`${userId} ${peer}`) ?? {}
  }

  set(userId: string, peer: string, settings: ConversationSettings): void {
    this.#settings.set(`${userId} ${peer}`, { ...this.settingsOf(userId, peer), ...settings })
  }

  handlers(userId: string, params: Params): Record<string, () => unknown> {
    const change = (settings: (before: ConversationSettings) => ConversationSettings) =>
      this.#change(userId, params, settings)
    const name = String(params['name'])
    return {
      'conversation.clear': () => ({}),
      'conversation.mark': () => change((before) => marked(before, params)),
      'conversation.customData': () => change(() => ({ customData: String(params['customData']) })),
      'conversation.remind': () =>
        change(() => ({ remindType: params['remindType'] as ReceiveOption['remindType'] })),
      'receiveOption.set': () => {
        this.#option = { ...(params as unknown as ReceiveOption), setAt: 7 }
        return this.#option
      },
      'receiveOption.get': () => this.#option,
      'conversationGroup.list': () => ({ groups: this.#groups }),
      'conversationGroup.create': () => {
        this.#groups.push(name)
        return change((before) => grouped(before, name, true))
      },
      'conversationGroup.change': () =>
        change((before) => grouped(before, name, params['operation'] === 'add')),
      'conversationGroup.delete': () => this.#rename(name),
      'conversationGroup.rename': () => this.#rename(name, String(params['newName'])),
    }
  }

  #rename(name: string, newName?: string) {
    const replaced = (names: readonly string[]) =>
      names.flatMap((each) => (each === name ? (newName ?? []) : each))
    this.#groups = replaced(this.#groups)
    for (const [key, settings] of this.#settings) {
      this.#settings.set(key, { ...settings, groups: replaced(settings.groups ?? []) })
    }
    return {}
  }

  #change(
    userId: string,
    params: Params,
    settings: (before: ConversationSettings) => ConversationSettings,
  ): BatchResult {
    const ids = (params['conversationIds'] as string[] | undefined)?.map((id) => id.slice(3))
    const peers = ids ?? (params['userIds'] as string[])
    for (const peer of peers) {
      if (peer !== 'nobody') this.set(userId, peer, settings(this.settingsOf(userId, peer)))
    }
    const failed = peers.filter((peer) => peer === 'nobody')
    return { failed: failed.map((peer) => ({ conversationId: `C2C${peer}`, code: 50001 })) }
  }
}

function marked({ markList = [] }: ConversationSettings, params: Params): ConversationSettings {
  const mark = Number(params['markType'])
  const others = markList.filter((each) => each !== mark)
  return { markList: params['enabled'] ? [...others, mark] : others }
}

function grouped(
  { groups = [] }: ConversationSettings,
  name: string,
  isIn: boolean,
): ConversationSettings {
  const others = groups.filter((each) => each !== name)
  return { groups: isIn ? [...others, name] : others }
}
