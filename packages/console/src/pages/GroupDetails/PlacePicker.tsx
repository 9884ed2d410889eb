import type { GroupDetails } from '@yanshu/protocol'
import { describeGroupTopics } from '@yanshu/protocol'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'

interface PlacePickerProps {
  readonly appId: number
  readonly group: GroupDetails
  readonly place: string
  readonly onChange: (place: string) => void
}

/** Chooses between the messages of a community and those of its topics. */
export function PlacePicker({ appId, group, place, onChange }: PlacePickerProps) {
  const { t } = useTranslation()
  const { GroupId } = group
  const topics = useActionQuery(describeGroupTopics, { SDKAppID: appId, GroupIds: [GroupId] })
  return (
    <span className="ys-row ys-toolbar__end">
      <label htmlFor="message-place">{t('groups.messages.place')}</label>
      <Select
        id="message-place"
        className="ys-place-picker"
        showSearch={{ optionFilterProp: 'label' }}
        loading={topics.isPending}
        value={place}
        options={[
          { value: GroupId, label: t('groups.messages.group') },
          ...(topics.data?.TopicList ?? []).map(({ TopicId, TopicName }) => ({
            value: TopicId,
            label: TopicName,
          })),
        ]}
        onChange={onChange}
      />
    </span>
  )
}
