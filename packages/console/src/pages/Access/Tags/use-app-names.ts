import { useQuery } from '@tanstack/react-query'
import { describeIMAppList } from '@yanshu/protocol'
import { useCallAction } from '../../../api/ApiProvider.tsx'

const PAGE = 100

/** The names of all applications that the person may see, of which there are 300 at the most. */
export function useAppNames(): ReadonlyMap<string, string> {
  const callAction = useCallAction()
  const { data } = useQuery({
    queryKey: [describeIMAppList.name, 'names'],
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>()
      for (let Offset = 0; ; Offset += PAGE) {
        const params = { Offset, Limit: PAGE }
        const { AppList, TotalCount } = await callAction(describeIMAppList, params, { signal })
        for (const { SDKAppID, AppName } of AppList) names.set(String(SDKAppID), AppName)
        if (Offset + PAGE >= TotalCount) return names
      }
    },
  })
  return data ?? new Map()
}
