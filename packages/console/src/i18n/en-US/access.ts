export const access = {
  title: 'Access management',
  nav: { keys: 'Access keys', tags: 'Tags' },
  created: 'Created',
  actions: 'Actions',
  credentials: {
    user: 'User name',
    password: 'Password',
    once: 'This is shown only now and cannot be looked up later. Save it in a safe place.',
    download: 'Download CSV file',
    saved: 'I have saved it',
  },
  pick: {
    policies: 'Select policies ({{total, number}} in total)',
    searchPolicies: 'Search by policy name or description',
    noPolicies: 'No policy matches',
    selected: '{{total, number}} selected',
    none: 'Tick something at the left',
    remove: 'Take out',
  },
  policy: { name: 'Policy name', type: 'Policy type', preset: 'Preset', custom: 'Custom' },
  associate: {
    title: 'Associate policies',
    done: 'Policy associated',
    failed: 'Some policies were not associated',
  },
  keys: {
    title: 'Access keys',
    description:
      'A SecretId and a SecretKey sign the calls of programs to the cloud API, with all the permissions of this account. Whoever has them can act in your name: keep them secret and replace them from time to time.',
    note: 'Description',
    noteForm: '1 to 1024 letters, digits or _ + = , . @ : / -',
    status: 'Status',
    statuses: { Active: 'In use', Inactive: 'Disabled' },
    full: 'A user has at most two keys. Delete one to create another.',
    empty: {
      title: 'No access key yet',
      hint: 'Create one where a program of yours calls the cloud API.',
    },
    create: {
      action: 'Create key',
      title: 'Create access key',
      doneTitle: 'Access key created',
      warning:
        'The SecretKey is shown once, when the key is created. It grants everything that the account may do.',
    },
    delete: {
      title: 'Delete access key',
      text: '{{secretId}} stops working at once, and with it every program that signs with it. A deleted key cannot be recovered.',
      done: 'Access key deleted',
    },
  },
}
