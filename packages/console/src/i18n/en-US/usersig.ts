export const usersig = {
  title: 'UserSig tool',
  description: 'Generate a UserSig, or find out why one does not work.',
  warning:
    'For demos and debugging only. In production your own server computes the UserSig; the key must never reach a client.',
  key: 'Key',
  userId: 'UserID',
  userIdPlaceholder: 'The UserID to sign for',
  verifyUserIdPlaceholder: 'The UserID the UserSig was signed for',
  generate: {
    title: 'Generate a UserSig',
    validity: 'Valid for',
    submit: 'Generate UserSig',
    output: 'UserSig',
    copy: 'Copy UserSig',
    expires: 'Valid until {{time}}',
    empty: 'The UserSig appears here.',
  },
  validities: {
    hour: '1 hour',
    day: '1 day',
    week: '7 days',
    month: '30 days',
    halfYear: '180 days (default)',
    year: '365 days',
  },
  verify: {
    title: 'Verify a UserSig',
    userSigPlaceholder: 'Paste the UserSig',
    submit: 'Verify',
    good: 'Verified successfully',
    bad: 'Verification failed',
    reason: 'Reason',
    solution: 'Solution',
    code: 'Error code',
    signed: 'What is signed',
    issued: 'Generated',
    validity: 'Validity',
    expires: 'Expires',
  },
  faults: {
    empty: { reason: 'The UserSig is empty.', solution: 'Paste the whole UserSig.' },
    notBase64: {
      reason: 'The text is not in the base64 form of a UserSig.',
      solution:
        'Copy the whole UserSig without blanks or line breaks. Its alphabet is that of base64 with * - _ for + / =.',
    },
    notCompressed: {
      reason: 'The decoded bytes are not compressed with zlib, or were cut off.',
      solution: 'Create the UserSig with one of the official UserSig libraries, and copy it whole.',
    },
    notJson: {
      reason: 'The decompressed text is not the JSON of a UserSig.',
      solution: 'Create the UserSig with one of the official UserSig libraries.',
    },
    otherUser: {
      reason: 'The UserSig was signed for another UserID.',
      solution:
        'Sign in with the UserID shown below, or sign a UserSig for this one. Upper and lower case differ.',
    },
    otherApp: {
      reason: 'The UserSig was signed for another SDKAppID.',
      solution: 'Use the SDKAppID and the key of the same application.',
    },
    mismatch: {
      reason: 'The signature does not match the key of this application.',
      solution:
        'Check that your server signs with the key shown in the basic configuration of this application.',
    },
    expired: {
      reason: 'The UserSig has expired.',
      solution: 'Sign a new one, and check the clock of the server that signs.',
    },
    revoked: {
      reason: 'The UserSig was signed before the login of this account was revoked.',
      solution: 'Sign a new UserSig.',
    },
  },
}
