/** A flag or variable is unknown or has a bad value; the message names it in one line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
