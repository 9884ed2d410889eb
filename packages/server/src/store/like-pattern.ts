/** What `like` finds a text by anywhere in a column; to be used with `escape '\'`. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}
