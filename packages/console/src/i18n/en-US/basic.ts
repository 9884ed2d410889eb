export const basic = {
  title: 'Basic configuration',
  info: {
    title: 'Application information',
    name: 'Application name',
    type: 'Application type',
    introduction: 'Introduction',
    saved: 'Application information saved',
  },
  state: {
    title: 'Basic information',
    status: 'Status',
    plan: 'Plan',
    expires: 'Expires',
    accounts: 'Accounts',
    accountsValue: '{{total, number}} (administrators: {{administrators, number}})',
    tags: 'Tags',
    disable: 'Disable',
    enable: 'Enable',
    delete: 'Delete',
    deleteNeedsDisabled: 'Only a disabled application can be deleted. Disable it first.',
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
