import { messageText } from '../load/wire.ts'

const body = JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: messageText } }])

/** A `message.received` event of the size that a real one has. */
export function messageEvent(random: number): string {
  const time = Math.floor(Date.now() / 1000)
  return `{"event":"message.received","data":{"message":{"id":"144115262295492786-${time}-${random}","key":"${random}_${random}_${time}","seq":${random + 1},"from":"u000001","to":"u000000","time":${time},"clientTime":${time},"clientSeq":${random},"random":${random},"body":${body},"nick":"","faceUrl":""},"cursor":"${random}"}}`
}

/** A `group.message` event of the size that a real one has. */
export function groupEvent(groupId: string, random: number): string {
  const time = Math.floor(Date.now() / 1000)
  return `{"event":"group.message","data":{"message":{"id":"144115262295492786-${time}-${random}","groupId":"${groupId}","seq":${random + 1},"from":"u000000","time":${time},"clientTime":${time},"random":${random},"priority":"Normal","body":${body},"nick":"","faceUrl":"","nameCard":""},"cursor":"${random}"}}`
}
