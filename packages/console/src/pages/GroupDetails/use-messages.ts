import { useInfiniteQuery } from '@tanstack/react-query'
import { describeGroupMessages } from '@yanshu/protocol'
import { useCallAction } from '../../api/ApiProvider.tsx'

/** Messages of one step back in time. */
const PAGE = 20

/** The history of a group or a topic, newest first; `fetchNextPage` goes on to what is older. */
export function useMessages(appId: number, place: string) {
  const callAction = useCallAction()
  return useInfiniteQuery({
    queryKey: [describeGroupMessages.name, appId, place],
    queryFn: ({ pageParam, signal }) =>
      callAction(
        describeGroupMessages,
        {
          SDKAppID: appId,
          GroupId: place,
          Limit: PAGE,
          ...(pageParam === 0 ? {} : { BeforeSeq: pageParam }),
        },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ Complete, MsgList }) => (Complete ? undefined : MsgList.at(-1)?.MsgSeq),
  })
}
