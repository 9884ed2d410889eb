import type { AppItem } from '@yanshu/protocol'
import { Tag } from 'antd'

/** The tags of an application as `key: value`; a dash where there are none. */
export function AppTags({ tags }: { tags: AppItem['Tags'] }) {
  if (tags.length === 0) return '-'
  return (
    <span className="ys-tags">
      {tags.map(({ TagKey, TagValue }) => {
        const text = `${TagKey}: ${TagValue}`
        return (
          <Tag key={text} title={text}>
            {text}
          </Tag>
        )
      })}
    </span>
  )
}
