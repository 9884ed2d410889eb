export const features = {
  title: 'Feature settings',
  edit: 'Edit feature settings',
  saved: 'Feature settings saved',
  on: 'On',
  off: 'Off',
  notInPlan: 'Not in the current plan',
  loginMode: 'Login mode',
  modes: {
    single: 'Single-device',
    dual: 'Dual-device',
    triple: 'Triple-device',
    multi: 'Multi-device',
  },
  modeHints: {
    single: 'One login across all platforms.',
    dual: 'One login across Windows, Mac, Linux, Android, iPhone and iPad, with Web at the same time.',
    triple:
      'One login across Android, iPhone and iPad, one across Windows, Mac and Linux, with Web at the same time.',
    multi: 'All platforms at the same time.',
  },
  instances: 'Online instances',
  instancesHint:
    'How many devices of one platform may be online at the same time: Web up to 10; the others up to 3, in multi-device mode only.',
  instancesNotInPlan:
    'How many devices of one platform may be online at the same time: Web up to 10, the others 1.',
  recall: 'Message recall',
  recallMinutes: 'Within {{minutes}} min of sending',
  recallNever: 'Not allowed',
  recallHint:
    'How long after sending a message can be recalled. 0 allows no recall; 7 days at most.',
  minutes: 'min',
  /** Beside the values, where the column of names is narrow. */
  short: { syncDelete: 'Deletion sync', userStatus: 'User status' },
  syncDelete: 'Sync conversation deletion',
  syncDeleteHint:
    'A deleted conversation also disappears from the other online devices of the user.',
  userStatus: 'User status',
  userStatusHint:
    'Clients can query and subscribe to the status of users. While it is off, they get error 72001.',
}
