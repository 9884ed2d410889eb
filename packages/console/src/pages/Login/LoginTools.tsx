import { AppearanceSwitch } from '../../app/AppearanceSwitch.tsx'
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx'

/** Language and theme, before anybody is signed in. */
export function LoginTools() {
  return (
    <div className="ys-login__tools">
      <LanguageSwitch />
      <AppearanceSwitch />
    </div>
  )
}
