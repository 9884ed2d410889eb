export const overview = {
  title: 'Applications',
  total: 'Total {{total, number}}',
  search: 'Search by name or SDKAppID',
  create: 'Create application',
  empty: {
    title: 'No application yet',
    hint: 'An application has its own SDKAppID, key, accounts and messages. Create one to start.',
  },
  emptyForSubUser: {
    title: 'No application that you may see',
    hint: 'Only applications that you were given permissions for appear here. With a policy by tag, an application must carry one of its tags: ask your administrator.',
  },
  noMatch: { title: 'No application matches "{{keyword}}"', clear: 'Clear the search' },
  card: {
    plan: 'Plan',
    planHint: 'About this plan',
    created: 'Created',
    tags: 'Tags',
    expires: 'Expires',
  },
  dialog: {
    title: 'Create application',
    name: 'Application name',
    namePlaceholder: 'For example: Fresh Market, test',
    type: 'Application type',
    typePlaceholder: 'Choose a type',
    introduction: 'Introduction',
    introductionPlaceholder: 'What the application is for',
    hint: 'A new application gets the plan the operator has set; by default that is the developer edition, valid for one month. An account may own at most 300 applications; one that is no longer needed can be disabled and then deleted in its basic configuration. Deleting cannot be undone: all data and services of its SDKAppID are lost.',
    created: 'Application "{{name}}" created',
  },
}
