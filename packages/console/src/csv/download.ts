/** Saves text as a file on the user's machine. */
export function downloadText(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the address over once the click is handled, but some read it a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
