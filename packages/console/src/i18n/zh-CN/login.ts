import type { login as english } from '../en-US/login.ts'
import type { TextsLike } from '../texts-like.ts'

export const login: TextsLike<typeof english> = {
  title: '登录',
  subtitle: '自托管即时通信平台控制台',
  user: '用户名',
  password: '密码',
  submit: '登录',
  needUser: '请输入用户名',
  needPassword: '请输入密码',
  faults: {
    badRequest: '用户名或密码的格式不正确。',
    badCredentials: '用户名或密码错误。',
    signedOut: '登录已失效，请重新登录。',
    badCsrfToken: '页面已过期，请刷新后重试。',
    tooManyFailures: '失败次数过多，请在 {{seconds}} 秒后重试。',
    triesOpen: '现在可以重试。',
  },
}
