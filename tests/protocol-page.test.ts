import { expect, test } from 'bun:test'
import { readFile } from 'node:fs/promises'
import type { GatewayEventName, GroupEvents } from '@yanshu/protocol'
import {
  groupApplicationMethods,
  groupAttributeMethods,
  groupMemberMethods,
  groupMessageMethods,
  groupMessageStateMethods,
  groupMethods,
  liveRoomMethods,
  methods,
  topicMethods,
} from '@yanshu/protocol'

const page = await readFile(new URL('../docs/protocol.md', import.meta.url), 'utf8')

/** A record and not a list, so that the types say where one is missing. */
const events: Readonly<Record<Exclude<GatewayEventName, keyof GroupEvents>, true>> = {
  'message.received': true,
  'message.recalled': true,
  'message.modified': true,
  'message.receipt': true,
  'message.extensions': true,
  'message.reaction': true,
  'message.readByPeer': true,
  'conversation.read': true,
  'conversation.cleared': true,
  'conversation.changed': true,
  'conversationGroup.changed': true,
  'receiveOption.changed': true,
  'conversation.pinned': true,
  'conversation.deleted': true,
  'profile.changed': true,
  'presence.changed': true,
  'friend.changed': true,
  'friendGroup.changed': true,
  'application.changed': true,
  'blocklist.changed': true,
  'follow.changed': true,
  'session.kicked': true,
}

const groupEvents: Readonly<Record<keyof GroupEvents, true>> = {
  'group.message': true,
  'group.messageRecalled': true,
  'group.messageModified': true,
  'group.messageReceipt': true,
  'group.messageExtensions': true,
  'group.messageReaction': true,
  'group.messagePinned': true,
  'group.notice': true,
  'group.attributesChanged': true,
  'group.countersChanged': true,
  'group.read': true,
  'topic.changed': true,
}

/** They have a chapter of their own, in which rows of tables describe them. */
const ofGroups = [
  ...groupMethods,
  ...groupMemberMethods,
  ...liveRoomMethods,
  ...groupApplicationMethods,
  ...groupMessageMethods,
  ...groupMessageStateMethods,
  ...groupAttributeMethods,
  ...topicMethods,
]
const groupNames = new Set<string>(ofGroups.map(({ name }) => name))
const others = methods.filter(({ name }) => !groupNames.has(name))
const all = [...others, ...ofGroups]

interface Request {
  readonly method: string
  readonly params?: unknown
}

interface Section {
  readonly heading: string
  /** What the heading names: some sections are about several methods. */
  readonly names: readonly string[]
  readonly text: string
}

/** The text under a heading of the second level. */
function chapter(title: string): string {
  const [, found] = page.split(`\n## ${title}\n`)
  if (found === undefined) throw new Error(`the page has no chapter ${title}`)
  return found.split('\n## ')[0] ?? ''
}

function sectionsOf(title: string): readonly Section[] {
  const [, ...sections] = chapter(title).split('\n### ')
  return sections.map((section) => {
    const [heading = '', ...lines] = section.split('\n')
    return { heading, names: heading.replace(' (event)', '').split(', '), text: lines.join('\n') }
  })
}

/** The anchor that a heading has where pages of Markdown are shown. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}

const described = sectionsOf('Methods')
const [overview = ''] = chapter('Methods').split('\n### ')
const namesOf = (sections: readonly Section[]) => sections.flatMap(({ names }) => names).toSorted()

test('the page describes the methods that there are, each once', () => {
  expect(namesOf(described)).toEqual(others.map(({ name }) => name).toSorted())
})

test.each(others.map((method) => [method.name, method] as const))(
  'the page names every parameter of %s',
  (name, { params }) => {
    const { text = '' } = described.find(({ names }) => names.includes(name)) ?? {}

    const missing = Object.keys(params.shape).filter((field) => !text.includes(`\`${field}\``))

    expect(missing).toEqual([])
  },
)

/** Names at the beginning of the rows of a text that has tables of them. */
function rowsOf(text: string): readonly string[] {
  const cells = [...text.matchAll(/^\| (`[^|]+?) +\|/gm)].map(([, cell = '']) => cell)
  return cells
    .flatMap((cell) => [...cell.matchAll(/`((?:group|topic)\.[^`]+)`/g)])
    .map(([, name = '']) => name)
}

const groupSections = sectionsOf('Groups')

test('the chapter on groups describes their methods and events, each once', () => {
  const names = [...ofGroups.map(({ name }) => name), ...Object.keys(groupEvents)]

  expect(groupSections.flatMap(({ text }) => rowsOf(text)).toSorted()).toEqual(names.toSorted())
})

test.each(ofGroups.map((method) => [method.name, method] as const))(
  'the chapter on groups names every parameter of %s',
  (name, { params }) => {
    const { text = '' } = groupSections.find((section) => rowsOf(section.text).includes(name)) ?? {}

    const missing = Object.keys(params.shape).filter((field) => !text.includes(`\`${field}\``))

    expect(missing).toEqual([])
  },
)

test('every request that the page shows is one', () => {
  const shown = [...page.matchAll(/^> (\{.+)$/gm)].map(
    ([, frame = '']) => JSON.parse(frame) as Request,
  )

  const wrong = shown.filter(({ method, params = {} }) => {
    const { success } = all.find(({ name }) => name === method)?.params.safeParse(params) ?? {}
    return success !== true
  })

  expect(shown.length).toBeGreaterThan(20)
  expect(wrong).toEqual([])
})

test('the table at the beginning leads to the section of every method', () => {
  const missing = described.filter(({ heading }) => !overview.includes(`(#${anchorOf(heading)})`))

  expect(missing.map(({ heading }) => heading)).toEqual([])
})

test('the page describes the events that there are, each once', () => {
  expect(namesOf(sectionsOf('Events'))).toEqual(Object.keys(events).toSorted())
})

test('links within the page lead somewhere', () => {
  const headings = page.matchAll(/^#{2,3} (.+)$/gm)
  const anchors = new Set([...headings].map(([, heading = '']) => anchorOf(heading)))
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)

  expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([])
})

test('the table of error codes has every code that a method is refused with', () => {
  const known = new Set(
    [...chapter('Error codes').matchAll(/^\| ([-\d, ]+) \|/gm)].flatMap(toCodes),
  )

  const missing = all.flatMap(({ name, errors }) =>
    errors.filter(({ code }) => !known.has(code)).map(({ code }) => `${name}: ${code}`),
  )

  expect(missing).toEqual([])
})

function toCodes([, cell = '']: readonly string[]): readonly number[] {
  return cell.split(', ').map(Number)
}
