export const usergroups = {
  title: 'User groups',
  description:
    'Sub-users with the same work belong in a group: each policy of the group holds for all of its members.',
  search: 'Search by group name',
  total: '{{total, number}} in total',
  noMatch: 'No group matches',
  details: 'User group',
  back: 'User groups',
  missing: 'There is no such group. It may have been deleted.',
  fields: { name: 'Group name', id: 'Group ID', remark: 'Remark' },
  tabs: { members: 'Members ({{total, number}})', policies: 'Policies' },
  rules: { taken: 'There is a group of this name already.' },
  empty: {
    title: 'No user group yet',
    hint: 'Create one to give the same permissions to several users.',
  },
  noMembers: {
    title: 'Nobody is in this group yet',
    hint: 'Members get all policies of the group.',
  },
  noPolicies: {
    title: 'No policy yet',
    hint: 'Without a policy the group grants nothing to its members.',
  },
  create: { action: 'Create group', title: 'Create user group', done: 'User group created' },
  edit: { title: 'Edit user group', done: 'User group saved' },
  addMembers: { action: 'Add members', title: 'Add members to {{group}}' },
  removeMember: {
    action: 'Remove',
    title: 'Remove from group',
    text: '{{user}} leaves {{group}} and loses what the group grants.',
    done: 'Removed from the group',
  },
  delete: {
    title: 'Delete user groups',
    question: '{{total, number}} group(s) will be deleted:',
    warning:
      'Deleted groups cannot be recovered. Their members stay, and lose what the groups granted.',
    done: '{{total, number}} group(s) deleted',
    failed: 'Some groups were not deleted',
  },
}
