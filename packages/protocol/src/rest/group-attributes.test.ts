import { testRefusals, testSamples } from '../testing/row-tests.ts'
import {
  clearGroupAttr,
  deleteGroupAttr,
  getGroupAttr,
  modifyGroupAttr,
  setGroupAttr,
} from './group-attributes.ts'
import { deleteGroupCounter, getGroupCounter, updateGroupCounter } from './group-counters.ts'

const GroupId = '@TGS#a6I4ZUUGO'
const many = (length: number) => Array.from({ length }, (_, at) => `m${at}`)
const GroupAttr = [
  { key: 'attr_key', value: 'attr_val' },
  { key: 'attr_key1', value: '' },
]

testSamples([
  [getGroupAttr, { GroupId }],
  [setGroupAttr, { GroupId, GroupAttr }],
  [modifyGroupAttr, { GroupId, GroupAttr }],
  [deleteGroupAttr, { GroupId, GroupAttr: [{ key: 'attr_key' }] }],
  [clearGroupAttr, { GroupId }],
  [getGroupCounter, { GroupId, GroupCounterKeys: ['key1', 'key2'] }],
  [getGroupCounter, { GroupId }],
  [updateGroupCounter, { GroupId, GroupCounter: [{ Key: 'key1', Value: -5 }], Mode: 'Increase' }],
  [
    updateGroupCounter,
    { GroupId, GroupCounter: [{ Key: 'key1', Value: 1 }] },
    { GroupId, GroupCounter: [{ Key: 'key1', Value: 1 }], Mode: 'Set' },
  ],
  [deleteGroupCounter, { GroupId, GroupCounterKeys: ['key1'] }],
])

testRefusals([
  [getGroupAttr, {}, 10_015, 'GroupId'],
  [setGroupAttr, { GroupId }, 10_004, 'GroupAttr'],
  [
    setGroupAttr,
    { GroupId, GroupAttr: many(17).map((key) => ({ key, value: '' })) },
    10_047,
    'GroupAttr',
  ],
  [modifyGroupAttr, { GroupId, GroupAttr: [{ key: 'a' }] }, 10_004, 'GroupAttr.0.value'],
  [deleteGroupAttr, { GroupId, GroupAttr: [] }, 10_004, 'GroupAttr'],
  [clearGroupAttr, { GroupId: 1 }, 10_015, 'GroupId'],
  [getGroupCounter, { GroupId, GroupCounterKeys: many(21) }, 10_004, 'GroupCounterKeys'],
  [
    updateGroupCounter,
    { GroupId, GroupCounter: many(21).map((Key) => ({ Key, Value: 1 })) },
    10_063,
    'GroupCounter',
  ],
  [
    updateGroupCounter,
    { GroupId, GroupCounter: [{ Key: 'a', Value: 2 ** 53 }] },
    10_004,
    'GroupCounter.0.Value',
  ],
  [
    deleteGroupCounter,
    { GroupId, GroupCounterKeys: ['a'.repeat(129)] },
    10_004,
    'GroupCounterKeys.0',
  ],
])
