/** A key and a value. */
export interface Tag {
  readonly key: string
  readonly value: string
}

/** A resource that can carry tags, whose owner is known. */
export interface ResourceKey {
  readonly service: string
  /** The type of the resource, such as `sdkappid`. */
  readonly prefix: string
  readonly id: string
}

/** A tag on a resource. */
export interface Binding extends ResourceKey, Tag {}

/** Who changes tags, and of which root account. */
export interface TagOwner {
  readonly ownerUin: string
  readonly uin: string
}

/** A page by place. */
export interface Place {
  readonly offset: number
  readonly limit: number
}

export interface Paged<Row> {
  readonly total: number
  readonly rows: readonly Row[]
}

/** `key&value`, the way conditions of policies name a tag; no key holds an ampersand. */
export function tagText({ key, value }: Tag): string {
  return `${key}&${value}`
}
