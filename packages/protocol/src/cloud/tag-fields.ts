import { z } from 'zod'
import { codedByAction } from './coded.ts'

/** Source: 使用限制 of 标签. */
export const tagLimits = {
  keyCharacters: 127,
  valueCharacters: 255,
  keys: 1000,
  valuesOfKey: 1000,
  tagsOfResource: 50,
  tagsOfCall: 10,
  resourcesOfCall: 10,
  idsOfCall: 50,
} as const

/** Letters of any script, digits, signs, and blanks between them. */
const NAME = (() => {
  const characters = String.raw`[\p{L}\p{M}\p{N}+\-=._:/@()[\],;><＋－＝／＠（）【】：]`
  return new RegExp(`^${characters}+(?: +${characters}+)*$`, 'u')
})()

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROLS = /[\u0000-\u001f\u007f]/

/** Beginnings of keys that are kept for the platform itself. */
const RESERVED = /^(?:qcloud|tencent|project|qcs:|项目)/i

/** True for a key or a value of these characters, whatever its length. */
export function isTagName(text: string): boolean {
  return NAME.test(text)
}

export function isReservedTagKey(key: string): boolean {
  return RESERVED.test(key)
}

/** True for text of at most so many characters; one outside the basic plane counts once. */
export function hasCharactersUpTo(max: number, text: string): boolean {
  return text.length <= max || (text.length <= 2 * max && [...text].length <= max)
}

// The last code of each is that of actions of `cam`, which have no finer one.
const emptyKey = codedByAction(
  'a key is required',
  'InvalidParameterValue.TagKeyEmpty',
  'InvalidParameterValue.TagKeyCharacterIllegal',
  'InvalidParameterValue.TagFilters',
  'InvalidParameter.ParamError',
)
const longKey = codedByAction(
  `at most ${tagLimits.keyCharacters} characters`,
  'InvalidParameterValue.TagKeyLengthExceeded',
  'InvalidParameterValue.TagKeyCharacterIllegal',
  'InvalidParameterValue.TagFilters',
  'InvalidParameter.ParamError',
)
const badKey = codedByAction(
  'letters, digits, blanks between them, and + - = . _ : / @ ( ) [ ] , ; > <',
  'InvalidParameterValue.TagKeyCharacterIllegal',
  'InvalidParameterValue.TagFilters',
  'InvalidParameter.ParamError',
)
const reservedKey = codedByAction(
  'a reserved key',
  'InvalidParameterValue.ReservedTagKey',
  'InvalidParameter.ReservedTagKey',
  'InvalidParameterValue.TagKeyCharacterIllegal',
  'InvalidParameter.ParamError',
)
const emptyValue = codedByAction(
  'a value is required',
  'InvalidParameterValue.TagValueEmpty',
  'InvalidParameterValue.TagValueCharacterIllegal',
  'InvalidParameterValue.TagFilters',
  'InvalidParameter.ParamError',
)
const longValue = codedByAction(
  `at most ${tagLimits.valueCharacters} characters`,
  'InvalidParameterValue.TagValueLengthExceeded',
  'InvalidParameterValue.TagValueCharacterIllegal',
  'InvalidParameterValue.TagFilters',
  'InvalidParameter.ParamError',
)
const badValue = codedByAction(
  'letters, digits, blanks between them, and + - = . _ : / @ ( ) [ ] , ; > <',
  'InvalidParameterValue.TagValueCharacterIllegal',
  'InvalidParameterValue.TagFilters',
  'InvalidParameter.ParamError',
)

/** A key that is looked for: it may be one that could not be made today. */
export const knownTagKey = z
  .string()
  .refine((key) => key.trim() !== '', emptyKey)
  .refine((key) => hasCharactersUpTo(tagLimits.keyCharacters, key), longKey)
  .refine((key) => !CONTROLS.test(key), badKey)

export const knownTagValue = z
  .string()
  .refine((value) => value !== '', emptyValue)
  .refine((value) => hasCharactersUpTo(tagLimits.valueCharacters, value), longValue)
  .refine((value) => !CONTROLS.test(value), badValue)

/** A key of a tag that is made. */
export const newTagKey = knownTagKey
  .refine(isTagName, badKey)
  .refine((key) => !isReservedTagKey(key), reservedKey)

export const newTagValue = knownTagValue.refine(isTagName, badValue)

/** Whose tags: all of ours are made by customers. */
export const tagCategory = z.enum(['Custom', 'System', 'All']).default('All')

/** Accepted where tags are named, and says nothing. */
const ignoredCategory = z.string().max(16).optional()

export const knownTag = z.object({
  TagKey: knownTagKey,
  TagValue: knownTagValue,
  Category: ignoredCategory,
})

export const newTag = z.object({
  TagKey: newTagKey,
  TagValue: newTagValue,
  Category: ignoredCategory,
})

/** A tag in an answer. */
export const tagItem = z.object({ TagKey: z.string(), TagValue: z.string(), Category: z.string() })
export type TagItem = z.infer<typeof tagItem>

/** Who made the tag; empty for anybody. */
export const createUin = z.coerce
  .string()
  .refine(
    (uin) => uin === '' || /^[1-9]\d{0,19}$/.test(uin),
    codedByAction('a uin is a number', 'InvalidParameterValue.UinInvalid'),
  )
  .optional()

const tagOffset = z.coerce.number().int().min(0).max(1_000_000).default(0)

/** `Offset` and `Limit` of a list. */
export function tagPaging(limit: number, most = 1000) {
  return {
    Offset: tagOffset,
    Limit: z.coerce.number().int().min(1).max(most).default(limit),
  } as const
}

/** A request with pages, of which only whole ones can be asked for. */
export function paged<Shape extends z.ZodRawShape>(
  shape: Shape & ReturnType<typeof tagPaging>,
): z.ZodObject<Shape & ReturnType<typeof tagPaging>> {
  return z.object(shape).refine(isAtPage, {
    error: '`Offset` must be a multiple of `Limit`',
    path: ['Offset'],
  })
}

function isAtPage(body: object): boolean {
  const { Offset, Limit } = body as { readonly Offset: number; readonly Limit: number }
  return Offset % Limit === 0
}

/** What every list tells beside its rows. */
export const tagPage = z.object({
  TotalCount: z.number(),
  Offset: z.number(),
  Limit: z.number(),
})

/** `PaginationToken` and `MaxResults` of a list that is walked. */
export function tagWalk(most: number) {
  return {
    PaginationToken: z
      .string()
      .refine(
        (token) => token.length <= 2048,
        codedByAction('not a token of ours', 'InvalidParameter.PaginationTokenInvalid'),
      )
      .default(''),
    MaxResults: z.coerce.number().int().min(1).max(most).default(50),
  } as const
}

/** Keys that tags are looked for by. */
export function tagKeys(most: number) {
  return z
    .array(knownTagKey)
    .refine(
      (keys) => keys.length > 0,
      codedByAction('a key is required', 'InvalidParameterValue.TagKeyEmpty'),
    )
    .refine(
      (keys) => keys.length <= most,
      codedByAction(
        `at most ${most} keys`,
        'LimitExceeded.TagNumPerRequest',
        'LimitExceeded',
        'InvalidParameter',
      ),
    )
}
