import { characterKinds } from '@yanshu/protocol'
import type { CharacterKind, PasswordForm } from '@yanshu/protocol'

const forms: Readonly<Record<CharacterKind, RegExp>> = {
  A: /[A-Z]/,
  a: /[a-z]/,
  '1': /[0-9]/,
  '!': /[^A-Za-z0-9\s]/,
}

/** What the texts call the kinds of characters. */
export const kindNames = { A: 'upper', a: 'lower', '1': 'digits', '!': 'special' } as const

/** Where no other rules are known. */
export const firstForm: PasswordForm = { minimumLength: 8, mustContain: characterKinds }

/** The kinds that a text of the rules asks for. */
export function kindsOf(text: string): readonly CharacterKind[] {
  return characterKinds.filter((kind) => text.includes(kind))
}

/** Whether a password is long enough and has every kind of characters that it must have. */
export function fits(password: string, { minimumLength, mustContain }: PasswordForm): boolean {
  return password.length >= minimumLength && mustContain.every((kind) => forms[kind].test(password))
}
