import { type UnpackFault, unpack } from './packing.ts'
import { readSignedFields, type SignedFields } from './signed-fields.ts'

export type DecodedUserSig =
  | { readonly ok: true; readonly signed: SignedFields }
  | { readonly ok: false; readonly fault: UnpackFault }

/**
 * Reads what a UserSig says, of either kind, without believing it. JSON whose members are missing
 * or odd is the fault `notJson`. Never throws, whatever the text.
 */
export function decodeUserSig(text: string): DecodedUserSig {
  const unpacked = unpack(text)
  if (!unpacked.ok) return unpacked
  const signed = readSignedFields(unpacked.json)
  return signed === undefined ? { ok: false, fault: 'notJson' } : { ok: true, signed }
}
