/** How large a policy document may be. Source: 访问管理, 限制; the others are ours. */
export const policyLimits = {
  /** Characters of a document, blanks not counted. */
  characters: 4096,
  /** Characters of a document with its blanks. */
  text: 65_536,
  /** Levels of objects and lists; a document needs six. */
  depth: 12,
  statements: 200,
  /** Values of one list. */
  values: 500,
  /** Characters of one value. */
  value: 512,
  /** Problems that are told of one document. */
  problems: 50,
} as const
