import type { ErrorRow } from '@yanshu/protocol'

/** Failures found by the SDK itself; the server's own codes pass through as they are. */
export const sdkErrors = {
  noSdkAppId: { code: 2000, info: 'SDKAppID is missing or not a number' },
  noUserId: { code: 2002, info: 'userID is missing' },
  noUserSig: { code: 2003, info: 'userSig is missing' },
  notReady: { code: 2024, info: 'not logged in, or not ready yet: wait for SDK_READY' },
  otherLogin: { code: 2025, info: 'another user is logged in on this instance, log out first' },
  sendFailed: { code: 2100, info: 'the message cannot be sent' },
  noMessage: { code: 2105, info: 'a message made by this SDK is needed' },
  badConversationType: { code: 2106, info: 'conversationType must be C2C or GROUP' },
  emptyFile: { code: 2108, info: 'the file is empty' },
  handlerThrew: { code: 2109, info: 'an event handler of the app threw' },
  recallFailed: { code: 2110, info: 'the message cannot be recalled' },
  notInLiveRoom: { code: 2101, info: 'the live room must be joined first' },
  noReceiptNeeded: { code: 2114, info: 'none of the messages asks for a read receipt' },
  onlyTopics: { code: 2115, info: 'in a community with topics messages go to a topic' },
  noticeKept: { code: 2116, info: 'notices about groups cannot be deleted one by one' },
  noImage: { code: 2251, info: 'no image was chosen' },
  badImage: { code: 2252, info: 'an image is jpg, jpeg, png, gif, bmp or webp' },
  imageTooLarge: { code: 2253, info: 'the image is too large' },
  audioFailed: { code: 2300, info: 'the sound was not uploaded' },
  audioTooLarge: { code: 2301, info: 'the sound is too large' },
  videoFailed: { code: 2350, info: 'the video was not uploaded' },
  videoTooLarge: { code: 2351, info: 'the video is too large' },
  badVideo: { code: 2352, info: 'a video is mp4' },
  fileFailed: { code: 2400, info: 'the file was not uploaded' },
  noFile: { code: 2401, info: 'no file was chosen' },
  fileTooLarge: { code: 2402, info: 'the file is too large' },
  notMerged: { code: 2450, info: 'this is no merged message' },
  mergedUnreadable: { code: 2452, info: 'the merged messages cannot be downloaded' },
  notForwardable: { code: 2453, info: 'messages of this type cannot be forwarded' },
  modifyConflict: { code: 2480, info: 'the message was changed by somebody else meanwhile' },
  notModifiable: { code: 2481, info: 'messages of live rooms cannot be modified' },
  badConversation: { code: 2500, info: 'no such conversation' },
  badParameter: { code: 2503, info: 'bad parameter' },
  badGroupType: { code: 2600, info: 'no such type of group' },
  notJoinable: { code: 2601, info: 'a Work group is joined by invitation only' },
  badGroupId: { code: 2602, info: 'a groupID is needed' },
  noGroup: { code: 2603, info: 'no such group' },
  notTransferable: { code: 2620, info: 'a live room cannot be given to another' },
  ownAlready: { code: 2621, info: 'the account owns the group already' },
  notDismissible: { code: 2622, info: 'a Work group cannot be dismissed' },
  notInGroup: { code: 2623, info: 'the account is not in the group' },
  noAttributes: { code: 2641, info: 'topics have no attributes' },
  joinFailed: { code: 2660, info: 'the live room cannot be joined' },
  onlyLiveRooms: { code: 2662, info: 'before the login only live rooms are joined' },
  noInvitation: { code: 2661, info: 'nobody is added to a live room' },
  noNameCard: { code: 2687, info: 'live rooms have no name cards' },
  timeout: { code: 2800, info: 'no answer in time, the network may be down' },
  notAvailable: { code: 7013, info: 'not available on this platform' },
  mergedTooDeep: { code: 8005, info: 'merged messages are nested deeper than 100' },
  noWebSocket: { code: 2999, info: 'there is no WebSocket here, hand one in as webSocketClass' },
} as const satisfies Record<string, ErrorRow>

/** What a method of the SDK rejects with. */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  readonly code: number
  /** What the failure is about, where there is such a thing: `{ message }` of a failed send. */
  declare readonly data?: unknown

  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    if (data !== undefined) this.data = data
  }
}

/** Builds the error of a table row. */
export function failure(row: ErrorRow, detail?: string, data?: unknown): ChatError {
  return new ChatError(row.code, detail === undefined ? row.info : `${row.info}: ${detail}`, data)
}

/** The same failure with something to hand back in `data`. */
export function withData(error: unknown, data: unknown): ChatError {
  if (error instanceof ChatError) return new ChatError(error.code, error.message, data)
  return failure(sdkErrors.sendFailed, String(error), data)
}
