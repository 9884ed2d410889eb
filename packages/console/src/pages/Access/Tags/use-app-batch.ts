import type { FailedResources } from '@yanshu/protocol'
import { tagResources, unTagResources } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../../api/api-failure.ts'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { failureText } from '../../../api/failure-text.ts'
import type { Refused } from '../../../batch/RefusedList.tsx'
import { appResource } from '../../../tags/tag-rows.ts'
import type { AppTag } from '../../../tags/tag-rows.ts'

/** Put a tag on applications, or take it off: by SDKAppIDs, and with a word for each that was refused. */
export function useAppBatch({ TagKey, TagValue }: AppTag) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const toRefused = ({ FailedResources: failed }: FailedResources): readonly Refused[] =>
    failed.map(({ Resource, Code, Message }) => {
      const { title, detail } = failureText(new ApiFailure(Code, Message), t)
      const id = Resource.slice(Resource.lastIndexOf('/') + 1)
      return { id, reason: detail === undefined ? title : `${title} ${detail}` }
    })
  const namesOf = (appIds: readonly string[]) => appIds.map((appId) => appResource(Number(appId)))
  return {
    bind: async (appIds: readonly string[]) =>
      toRefused(
        await callAction(tagResources, {
          ResourceList: namesOf(appIds),
          Tags: [{ TagKey, TagValue }],
        }),
      ),
    unbind: async (appIds: readonly string[]) =>
      toRefused(
        await callAction(unTagResources, { ResourceList: namesOf(appIds), TagKeys: [TagKey] }),
      ),
  }
}
