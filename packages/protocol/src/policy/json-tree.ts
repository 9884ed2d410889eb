/** A value of a JSON text, and where in the text it begins. */
export type JsonNode =
  | { readonly kind: 'object'; readonly at: number; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly at: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  /** A number, `true`, `false` or `null`, as it is written. */
  | { readonly kind: 'number' | 'boolean' | 'null'; readonly at: number; readonly value: string }

/** Members stand in their order, repeated ones too. */
export interface JsonMember {
  readonly key: string
  readonly at: number
  readonly value: JsonNode
}

/** Why a text is no JSON. */
export interface JsonFault {
  readonly at: number
  readonly reason: 'end' | 'unexpected' | 'string' | 'depth'
}

/**
 * Reads JSON (RFC 8259) and keeps the places, which `JSON.parse` does not tell. Time grows with the
 * length of the text.
 */
export function readJson(text: string, depth: number): JsonNode | JsonFault {
  try {
    return new JsonReader(text).read(depth)
  } catch (error) {
    if (error instanceof Unreadable) return error.fault
    throw error
  }
}

class Unreadable extends Error {
  readonly fault: JsonFault

  constructor(reason: JsonFault['reason'], at: number) {
    super(reason)
    this.fault = { reason, at }
  }
}

const BLANK = new Set([' ', '\t', '\n', '\r'])
const WORD = /[\w.+-]+/y
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

class JsonReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(depth: number): JsonNode {
    const node = this.#value(depth)
    if (this.#next() !== undefined) throw new Unreadable('unexpected', this.#at)
    return node
  }

  #value(depth: number): JsonNode {
    const sign = this.#next()
    const at = this.#at
    if (sign === '"') return { kind: 'string', at, value: this.#string() }
    if (sign !== '{' && sign !== '[') return this.#word(at)
    if (depth === 0) throw new Unreadable('depth', at)
    if (sign === '[') return { kind: 'array', at, items: this.#items(depth - 1) }
    return { kind: 'object', at, members: this.#members(depth - 1) }
  }

  #members(depth: number): readonly JsonMember[] {
    return this.#list('}', () => {
      if (this.#next() !== '"') throw this.#refusal()
      const at = this.#at
      const key = this.#string()
      this.#expect(':')
      return { key, at, value: this.#value(depth) }
    })
  }

  #items(depth: number): readonly JsonNode[] {
    return this.#list(']', () => this.#value(depth))
  }

  #list<Item>(end: '}' | ']', one: () => Item): readonly Item[] {
    const items: Item[] = []
    this.#at++
    if (this.#next() === end) {
      this.#at++
      return items
    }
    for (;;) {
      items.push(one())
      if (this.#next() !== ',') break
      this.#at++
    }
    this.#expect(end)
    return items
  }

  #word(at: number): JsonNode {
    WORD.lastIndex = at
    const value = WORD.exec(this.#text)?.[0] ?? ''
    const kind = kindOf(value)
    if (kind === undefined) throw this.#refusal()
    this.#at += value.length
    return { kind, at, value }
  }

  #string(): string {
    const start = this.#at
    let at = start + 1
    for (let sign = this.#text[at]; sign !== '"'; sign = this.#text[at]) {
      if (sign === undefined || sign < ' ') throw new Unreadable('string', start)
      at += sign === '\\' ? 2 : 1
    }
    this.#at = at + 1
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string
    } catch {
      throw new Unreadable('string', start)
    }
  }

  /** The next sign that is no blank; it is not taken. */
  #next(): string | undefined {
    while (BLANK.has(this.#text[this.#at] ?? '')) this.#at++
    return this.#text[this.#at]
  }

  #expect(sign: string): void {
    if (this.#next() !== sign) throw this.#refusal()
    this.#at++
  }

  #refusal(): Unreadable {
    return new Unreadable(this.#at < this.#text.length ? 'unexpected' : 'end', this.#at)
  }
}

function kindOf(word: string): 'number' | 'boolean' | 'null' | undefined {
  if (word === 'true' || word === 'false') return 'boolean'
  if (word === 'null') return 'null'
  return NUMBER.test(word) ? 'number' : undefined
}
