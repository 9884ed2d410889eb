import { Input } from 'antd'

interface ToolbarSearchProps {
  /** What is looked for now; another one shows anew. */
  readonly keyword: string
  readonly maxLength: number
  /** Says what is searched, in the field and to screen readers. */
  readonly label: string
  readonly onSearch: (keyword: string) => void
}

/** The search of a list, at the end of its toolbar; blanks around the text are left out. */
export function ToolbarSearch({ keyword, maxLength, label, onSearch }: ToolbarSearchProps) {
  return (
    <Input.Search
      key={keyword}
      defaultValue={keyword}
      allowClear
      maxLength={maxLength}
      className="ys-toolbar__end ys-toolbar__search"
      placeholder={label}
      aria-label={label}
      onSearch={(value) => onSearch(value.trim())}
    />
  )
}
