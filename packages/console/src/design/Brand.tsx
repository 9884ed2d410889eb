/** The goose of the mark, drawn in a square of 32. */
export const goosePath =
  'M4.6 19.7c4.9-.5 8.3-2.6 10.3-6.3.9-1.7 1.4-3.8 1.5-6.2 2.3 2.6 3.2 5.1 2.8 7.6 2.5-.3 4.9-1.2 7.2-1.2.6 0 1 .2 1.4.6-3.3.5-5.6 1.8-7 4-1.7 2.7-4.3 4.3-7.6 4.7-.9 1-2 1.7-3.4 2 .4-.8.6-1.6.6-2.3-2.1-.4-4-1.4-5.8-2.9z'

/** The mark (a wild goose in flight, carrying a letter by its shape) with the product's two names. */
export function Brand() {
  return (
    <span className="ys-brand">
      <BrandMark size={24} />
      <span className="ys-brand__han" lang="zh-CN">
        雁书
      </span>
      <span className="ys-brand__latin">Yanshu</span>
    </span>
  )
}

/** Same drawing as `mark.svg`, which is the page's icon. */
export function BrandMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1c4fb8" />
      <path fill="#fff" d={goosePath} />
    </svg>
  )
}
