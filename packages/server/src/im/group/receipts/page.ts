/** A page of names in their order, after one of them; the cursor of the next page is '' at the end. */
export function pageAfter(
  names: readonly string[],
  cursor: string,
  limit: number,
): { readonly page: readonly string[]; readonly next: string } {
  const left = cursor === '' ? names : names.filter((name) => name > cursor)
  const page = left.slice(0, limit)
  return { page, next: left.length > limit ? (page.at(-1) ?? '') : '' }
}
