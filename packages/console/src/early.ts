/**
 * Runs as a plain script before the page is painted and before any module is evaluated:
 * it sets the remembered theme, so that a dark console never flashes white, and tells zod not to
 * compile its checks, because the content security policy forbids `new Function`.
 */
const remembered = localStorage.getItem('yanshu.appearance')
const systemIsDark = matchMedia('(prefers-color-scheme: dark)').matches
const dark = remembered === 'dark' || (remembered !== 'light' && systemIsDark)
document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
