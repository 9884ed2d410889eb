import { importGroups, importGroupTopics } from '@yanshu/protocol'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { inPieces } from '../../batch/in-pieces.ts'
import { useReason } from '../../batch/use-reason.ts'
import type { PieceResult } from '../../import/send-import.ts'
import type { GroupFileRow } from './import-file.ts'

/** Groups first: a topic may stand before its community in the file. */
export function groupsBeforeTopics(
  rows: readonly GroupFileRow[],
): readonly (readonly GroupFileRow[])[] {
  const isTopic = ({ type }: GroupFileRow) => type === 'Topic'
  return [
    ...inPieces(rows.filter((row) => !isTopic(row))),
    ...inPieces(rows.filter((row) => isTopic(row))),
  ]
}

/** Imports a piece of either groups or topics. */
export function useSendGroups(appId: number) {
  const callAction = useCallAction()
  const reasonOf = useReason()
  const toFailure = (one: { Index: number; Code: number; Message: string }) => ({
    index: one.Index,
    reason: reasonOf({ ResultCode: one.Code, ResultInfo: one.Message }),
  })
  return async (piece: readonly GroupFileRow[]): Promise<PieceResult> => {
    if (piece[0]?.type === 'Topic') {
      const TopicList = piece.map(toTopic)
      const { FailTopics } = await callAction(importGroupTopics, { SDKAppID: appId, TopicList })
      return { failures: FailTopics.map(toFailure) }
    }
    const GroupList = piece.map(toGroup)
    const { FailGroups } = await callAction(importGroups, { SDKAppID: appId, GroupList })
    return { failures: FailGroups.map(toFailure) }
  }
}

function toTopic({ groupId, topicId, name, introduction }: GroupFileRow) {
  return {
    GroupId: groupId,
    TopicName: name,
    ...(topicId === '' ? {} : { TopicId: topicId }),
    ...(introduction === '' ? {} : { Introduction: introduction }),
  }
}

function toGroup(row: GroupFileRow) {
  return {
    Name: row.name,
    Type: row.typeText,
    ...(row.groupId === '' ? {} : { GroupId: row.groupId }),
    ...(row.owner === '' ? {} : { OwnerUserID: row.owner }),
    ...(row.introduction === '' ? {} : { Introduction: row.introduction }),
    ...(row.supportTopic ? { SupportTopic: true } : {}),
  }
}
