import {
  describeAppAndAccountInfo,
  describeIMAppList,
  describeResourcesByTags,
  describeTagKeys,
  describeTags,
  describeTagValues,
} from '@yanshu/protocol'

/** What tells tags or who carries them, and is stale after a change of either. */
export const staleTags = [
  describeTags,
  describeTagKeys,
  describeTagValues,
  describeResourcesByTags,
  describeIMAppList,
  describeAppAndAccountInfo,
] as const
