import { useTranslation } from 'react-i18next'
import { goosePath } from '../../design/Brand.tsx'

const points = ['command', 'contracts', 'data'] as const

/** Beside the form: what Yanshu is, under a flight of wild geese. */
export function LoginPanel() {
  const { t } = useTranslation()
  return (
    <aside className="ys-login__panel" aria-label={t('login.about')}>
      <GooseFlight />
      <div className="ys-login__name">
        <span lang="zh-CN">雁书</span>
        <span>Yanshu</span>
      </div>
      <p className="ys-login__slogan">{t('login.slogan')}</p>
      <ul>
        {points.map((point) => (
          <li key={point}>{t(`login.points.${point}`)}</li>
        ))}
      </ul>
    </aside>
  )
}

/** The places of a V in flight, the leader first; farther birds are smaller and fainter. */
const flight = [
  { x: 330, y: 96, size: 2.2, opacity: 1 },
  { x: 258, y: 66, size: 1.8, opacity: 0.85 },
  { x: 262, y: 160, size: 1.8, opacity: 0.85 },
  { x: 190, y: 44, size: 1.5, opacity: 0.65 },
  { x: 194, y: 210, size: 1.5, opacity: 0.65 },
  { x: 128, y: 26, size: 1.2, opacity: 0.45 },
  { x: 132, y: 250, size: 1.2, opacity: 0.45 },
  { x: 72, y: 12, size: 1, opacity: 0.3 },
] as const

function GooseFlight() {
  return (
    <svg className="ys-login__flight" viewBox="0 0 420 300" aria-hidden="true">
      {flight.map(({ x, y, size, opacity }) => (
        <path
          key={x}
          d={goosePath}
          fill="#fff"
          opacity={opacity}
          transform={`translate(${x} ${y}) scale(${size})`}
        />
      ))}
    </svg>
  )
}
