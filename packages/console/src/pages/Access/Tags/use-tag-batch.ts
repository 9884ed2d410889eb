import type { FailedResources } from '@yanshu/protocol'
import { tagResources, unTagResources } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../../api/api-failure.ts'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { failureText } from '../../../api/failure-text.ts'
import type { Refused } from '../../../batch/RefusedList.tsx'
import { appResource } from '../../../tags/tag-rows.ts'
import type { AppTag } from '../../../tags/tag-rows.ts'

/** Put a tag on applications by SDKAppIDs, or take it off resources by names; with a word for each that was refused. */
export function useTagBatch({ TagKey, TagValue }: AppTag) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const toRefused = (
    { FailedResources: failed }: FailedResources,
    idOf: (resource: string) => string,
  ): readonly Refused[] =>
    failed.map(({ Resource, Code, Message }) => {
      const { title, detail } = failureText(new ApiFailure(Code, Message), t)
      return { id: idOf(Resource), reason: detail === undefined ? title : `${title} ${detail}` }
    })
  return {
    bind: async (appIds: readonly string[]) =>
      toRefused(
        await callAction(tagResources, {
          ResourceList: appIds.map((appId) => appResource(Number(appId))),
          Tags: [{ TagKey, TagValue }],
        }),
        (resource) => resource.slice(resource.lastIndexOf('/') + 1),
      ),
    unbind: async (names: readonly string[]) =>
      toRefused(
        await callAction(unTagResources, { ResourceList: [...names], TagKeys: [TagKey] }),
        (resource) => resource,
      ),
  }
}
