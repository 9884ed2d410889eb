import { byteLength, groupErrors, groupLimits, ImError } from '@yanshu/protocol'

/**
 * Refuses attributes that a group cannot begin with.
 *
 * @throws {ImError} 10045–10048.
 */
export function checkFirstAttributes(attributes: Readonly<Record<string, string>>): void {
  const entries = Object.entries(attributes)
  if (entries.length > groupLimits.attributes) throw new ImError(groupErrors.attributeCount)
  for (const [key, value] of entries) {
    const isLong = key === '' || byteLength(key) > groupLimits.attributeKeyBytes
    if (isLong) throw new ImError(groupErrors.attributeKey, key)
    if (byteLength(value) > groupLimits.attributeValueBytes) {
      throw new ImError(groupErrors.attributeValue, key)
    }
  }
  const total = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0)
  if (total > groupLimits.attributeTotalBytes) throw new ImError(groupErrors.attributeTotal)
}
