export const login = {
  title: 'Sign in',
  subtitle: 'Console of the self-hosted messaging platform',
  user: 'User name',
  password: 'Password',
  submit: 'Sign in',
  needUser: 'Enter your user name',
  needPassword: 'Enter your password',
  faults: {
    badRequest: 'User name or password has a form that is not accepted.',
    badCredentials: 'Wrong user name or password.',
    signedOut: 'The session has ended. Sign in again.',
    badCsrfToken: 'The page is out of date. Reload it and try again.',
    tooManyFailures: 'Too many failed tries. Try again in {{seconds}} s.',
    triesOpen: 'You can try again now.',
  },
}
