export const basic = {
  title: 'Basic configuration',
  info: {
    title: 'Application information',
    name: 'Application name',
    type: 'Application type',
    introduction: 'Introduction',
    saved: 'Application information saved',
  },
  plan: {
    title: 'Application package',
    status: 'Status',
    plan: 'Plan',
    expires: 'Expires',
    billing: 'Payment',
    accounts: 'Accounts',
    accountsValue: '{{total, number}} (administrators: {{administrators, number}})',
  },
  tags: {
    title: 'Tags',
    none: 'No tag',
    hint: 'Tags decide which sub-users with a policy by tag see this application. Without a tag none of them does.',
  },
  more: {
    title: 'More',
    disable: 'Disable',
    enable: 'Enable',
    delete: 'Delete',
    deleteNeedsDisabled: 'Only a disabled application can be deleted.',
    deleteThroughSupport: 'On a paid plan only through the operator of the platform.',
  },
  billing: {
    states: { current: 'Paid', arrears: 'In arrears', refunded: 'Refunded' },
    stopped: 'Stopped at {{time}}',
    set: {
      current: 'Mark as paid',
      arrears: 'Mark as in arrears',
      refunded: 'Mark as refunded',
    },
    questions: {
      current: '"{{name}}" counts as paid for and works again if it was stopped for that.',
      arrears:
        '"{{name}}" counts as in arrears and is stopped when the grace period of its plan is over (24 hours if not set otherwise).',
      refunded:
        '"{{name}}" counts as refunded and is stopped at once: its clients are signed out and every call is refused.',
    },
    done: 'Payment state saved',
  },
  trouble: {
    trialEnded: 'The trial month is over and the application is stopped. Its data is kept.',
    refunded:
      'The plan was refunded and the application is stopped. Renew or upgrade to revive it.',
    inArrears:
      'The application is stopped because its plan is in arrears. Renew or upgrade to revive it.',
    willStop: 'The plan is in arrears: the application is stopped at {{time}}.',
    expired: 'The plan has run out and the application is stopped. Renew or upgrade to revive it.',
    renew: 'Renew',
  },
  extend: {
    apply: 'Apply for extension',
    title: 'Extend the trial?',
    text: '"{{name}}" works again for one month from now.',
    done: 'Extended by one month',
  },
  features: {
    login: 'Devices online together, history, recall, friend and blocklist checks, user status',
    friends: 'Verification for adding friends, follow, custom friend fields',
    fields: 'Fields of profiles beside the standard ones, and who reads and writes them',
    memberFields: 'What groups keep about each of their members, by group type',
    groupFields: 'Fields of groups beside the standard profile, by group type',
    groupMessages: 'Whether new members see messages from before joining',
    groupNotices: 'Which changes groups tell their members, and which are stored',
    groupFunctions: 'Community, topic, AVChatRoom functions, read receipts, recalling',
  },
  disableDialog: {
    title: 'Disable this application?',
    text: 'All clients of "{{name}}" are signed out and every call is refused until the application is enabled again. Its data is kept.',
    done: 'Application disabled',
  },
  enableDialog: {
    title: 'Enable this application?',
    text: 'Clients of "{{name}}" can sign in and calls are answered again.',
    done: 'Application enabled',
  },
  deleteDialog: {
    title: 'Delete application',
    warning:
      'All data and services of this SDKAppID are deleted and cannot be recovered: accounts, messages, settings and the key.',
    done: 'Application deleted',
  },
  key: {
    title: 'Key',
    key: 'Key',
    algorithm: 'Algorithm',
    algorithmValue: 'HMAC-SHA256, for signing UserSigs',
    created: 'Created',
    updated: 'Last modified',
    show: 'Display key',
    hide: 'Hide key',
    warning:
      'The key is sensitive: whoever has it can sign in as any user. Keep it on your server only, never in an app or a repository.',
  },
  connect: {
    title: 'How to connect',
    rest: 'REST API',
    gateway: 'Client gateway',
    code: 'Example code',
    hint: 'The client SDK has the interface of the Tencent Chat Web SDK; pass the gateway address as proxyServer. Your server signs the UserSig with the key.',
  },
}
