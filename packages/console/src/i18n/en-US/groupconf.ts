export const groupconf = {
  messages: {
    page: 'Group messages',
    description: 'What new members see of the messages of a group.',
  },
  notices: {
    page: 'Group notifications',
    description:
      'What groups tell their members when something about them changes. Callbacks to your server are not affected.',
  },
  functions: {
    page: 'Group functions',
    description:
      'Communities, topics, live rooms, read receipts and recalling. Changes take effect at once.',
  },
  type: 'Group type',
  editOf: 'Edit {{setting}}: {{type}}',
  ofType: '{{setting}}: {{type}}',
  delay: 'A change takes effect about ten minutes after it is saved.',
  delayed: '{{hint}} A change takes effect about ten minutes after it is saved.',
  pending: 'Takes effect at {{time}}',
  pendingItems: '{{items}}: takes effect at {{time}}',
  between: ', ',
  history: {
    title: 'Messages from before joining',
    hint: 'Whether a new member can pull the messages that were sent before they joined. For AVChatRoom, see Group functions.',
    value: 'From before joining',
    allowed: 'Allowed',
    forbidden: 'Not allowed',
    allowedHint: 'New members can pull earlier messages.',
    forbiddenHint: 'New members can pull messages only from when they joined.',
  },
  notice: {
    column: 'Notices',
    modes: { Off: 'Off', Send: 'Send', SendAndStore: 'Send and store' },
    modesOfRow: { Off: 'Not sent', Send: 'Sent', SendAndStore: 'Sent and stored' },
    modesHint:
      'A notice that is sent reaches the members who are online; one that is stored is also part of the message history.',
    items: {
      Invited: 'Invited',
      Applied: 'Joined by applying',
      Kicked: 'Removed',
      Quit: 'Quit',
      Name: 'Group name',
      Introduction: 'Introduction',
      Notification: 'Announcement',
      FaceUrl: 'Profile photo',
      Owner: 'Owner',
      MuteAll: 'Mute all',
      ApplyOption: 'Way of joining',
      InviteOption: 'Way of inviting',
      MemberMute: 'Muting',
      MemberRole: 'Role',
    },
    kinds: {
      member: {
        title: 'Member changes',
        hint: 'When somebody joins or leaves. AVChatRoom always sends these notices and never stores them.',
      },
      profile: {
        title: 'Group profile changes',
        hint: 'When the profile of a group changes. AVChatRoom cannot be configured.',
      },
      memberProfile: {
        title: 'Member profile changes',
        hint: 'When a member is muted or unmuted, or made an administrator or no longer one.',
      },
    },
  },
  broadcast: {
    value: 'On, {{rate}} per second',
    rate: 'Broadcasts per second',
    rateHint: '1 to 5; more calls are refused.',
    unit: 'per second',
  },
  liveHistory: {
    title: 'Earlier messages in AVChatRoom',
    value: 'The latest {{count}} messages',
    none: 'None',
    hint: 'How many of the messages from before joining a new member sees: 0 to 50.',
    unit: 'messages',
  },
  receipts: {
    title: 'Group message read receipts',
    none: 'No group type',
    hint: 'Who and how many have read a message, and who has not. For groups of up to 200 members.',
    label: 'Group types with read receipts',
  },
  texts: {
    title: 'Length of group texts',
    hint: 'The most bytes of each text; a Chinese character takes 3.',
    bytes: '{{bytes, number}} bytes',
    unit: 'bytes',
    range: '{{least}} to {{most}} bytes',
    names: {
      GroupNameBytes: 'Group name',
      GroupIntroductionBytes: 'Introduction',
      GroupNotificationBytes: 'Announcement',
      GroupFaceUrlBytes: 'Address of the profile photo',
      NameCardBytes: 'Name card of a member',
    },
  },
  fields: {
    group: {
      page: 'Custom group fields',
      warning:
        'Fields of groups beside the standard profile, 10 at most. Only permissions can be changed and group types added later; no field and no group type of it can ever be removed.',
      add: 'Add custom group field',
      title: 'Custom group field',
      empty: 'Add one to keep more about groups than the standard profile has.',
    },
    member: {
      page: 'Custom group member fields',
      warning:
        'What groups keep about each of their members, 5 at most. Only permissions can be changed and group types added later; no field and no group type of it can ever be removed.',
      add: 'Add',
      title: 'Custom group member field',
      empty: 'Add one to keep more about members than role and name card.',
    },
    name: 'Field name',
    nameRule: 'Letters, digits and underscores, 16 at most, not beginning with a digit',
    nameHint: 'It must differ from the name of every other field of groups and of members.',
    read: 'Read',
    write: 'Write',
    own: 'Own value',
    actions: 'Actions',
    addType: 'Add group type',
    cellOf: '{{column}}: {{type}}',
    removeType: 'Delete {{type}}',
    agree: {
      group:
        'I understand that once the field is added, only the permissions of its group types can be changed; the field and its group types can never be removed or exchanged.',
      member:
        'I understand that once the member field is added, only the permissions of its group types can be changed; the field and its group types can never be removed or exchanged.',
    },
    readLevels: {
      AppAdmin: 'Readable by App Admin',
      Owner: 'Readable by Owner',
      Admin: 'Readable by Admin',
      Member: 'Readable by Member',
      Anyone: 'Readable by All',
    },
    writeLevels: {
      AppAdmin: 'Writable by App Admin',
      Owner: 'Writable by Owner',
      Admin: 'Writable by Admin',
      Member: 'Writable by Member',
      Anyone: 'Writable by All',
    },
    ownRights: {
      ReadWrite: 'Readable and Writable',
      Read: 'Readable, not Writable',
      None: 'Neither',
    },
    levelsHint:
      'Each level includes the ones before it: app administrators, the owner, administrators of the group, members, all.',
    edit: 'Edit {{name}}',
    saved: '{{name}} saved',
  },
}
