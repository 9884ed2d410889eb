export const login = {
  title: 'Sign in',
  subtitle: 'Sign in to manage applications, accounts and messages.',
  about: 'About Yanshu',
  slogan: 'Instant messaging on servers of your own',
  points: {
    command: 'One command starts it; storage is built in',
    contracts: 'The interfaces of Tencent Cloud IM: change an address to move over',
    data: 'Your data stays on your own machines',
  },
  user: 'User name',
  password: 'Password',
  submit: 'Sign in',
  needUser: 'Enter your user name',
  needPassword: 'Enter your password',
  faults: {
    badRequest: 'The form of the user name or the password is not valid.',
    badCredentials: 'Wrong user name or password.',
    signedOut: 'The session has ended. Sign in again.',
    badCsrfToken: 'The page is out of date. Reload it and try again.',
    tooManyFailures: 'Too many failed attempts. Try again in {{seconds}} s.',
    noConsoleLogin:
      'This user may not sign in to the console. Ask the administrator to turn on console login.',
    addressRefused:
      'Signing in from this address is not allowed. Use another network, or ask the administrator.',
    passwordExpired: 'The password has expired. Ask the administrator to reset it.',
    mustChangePassword: 'The password must be changed before anything else.',
    weakPassword: 'The new password does not meet the password rules.',
    reusedPassword: 'The new password was used before. Choose another one.',
    triesOpen: 'You can try again now.',
  },
}
