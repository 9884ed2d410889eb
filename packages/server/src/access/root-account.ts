/** The one root account of an installation. */
export const ROOT_UIN = '100000000001'
export const ROOT_APP_ID = 1_250_000_000
export const ROOT_NAME = 'root'
