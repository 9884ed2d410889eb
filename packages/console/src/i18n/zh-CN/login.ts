import type { login as english } from '../en-US/login.ts'
import type { TextsLike } from '../texts-like.ts'

export const login: TextsLike<typeof english> = {
  title: '登录',
  subtitle: '登录控制台，管理您的应用、账号和消息。',
  about: '关于雁书',
  slogan: '运行在您自己服务器上的即时通信平台',
  points: {
    command: '一条命令即可启动，内置存储，无需其他依赖',
    contracts: '兼容腾讯云即时通信 IM 的接口，修改地址即可迁移',
    data: '数据保存在您自己的机器上',
  },
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
    noConsoleLogin: '该用户未开启控制台登录，请联系管理员开启。',
    addressRefused: '当前 IP 地址不允许登录，请更换网络或联系管理员。',
    passwordExpired: '密码已过期，请联系管理员重置密码。',
    mustChangePassword: '请先修改密码，再进行其他操作。',
    weakPassword: '新密码不符合密码规则。',
    reusedPassword: '新密码曾经使用过，请换一个密码。',
    triesOpen: '现在可以重试。',
  },
}
