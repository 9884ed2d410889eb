import { Avatar } from 'antd'

interface PersonAvatarProps {
  readonly name: string
  readonly image?: string | undefined
  readonly size?: number
}

/** Colours that carry white letters in both themes. */
const colors = ['#3562b5', '#2c7a6b', '#8a5a1c', '#86457f', '#a3453c', '#4c6f2f', '#5b5aa8']

/** A person's picture, or where there is none (or it cannot be loaded) the first letter of the name. */
export function PersonAvatar({ name, image, size = 26 }: PersonAvatarProps) {
  const letter = Array.from(name)[0]?.toUpperCase() ?? '?'
  const picture = image !== undefined && /^(https?:|data:image\/)/.test(image) ? image : undefined
  return (
    <Avatar
      shape="square"
      size={size}
      src={picture}
      alt={name}
      style={picture === undefined ? { background: colorOf(name) } : {}}
      aria-hidden
    >
      {letter}
    </Avatar>
  )
}

function colorOf(name: string): string | undefined {
  let sum = 0
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973
  return colors[sum % colors.length]
}
