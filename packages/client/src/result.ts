/** What a method of the SDK resolves with. */
export interface ChatResult<Data = unknown> {
  code: 0
  data: Data
}

/** Wraps data into the envelope of a success. */
export function success<Data>(data: Data): ChatResult<Data> {
  return { code: 0, data }
}
