import type { usersig as english } from '../en-US/usersig.ts'
import type { TextsLike } from '../texts-like.ts'

export const usersig: TextsLike<typeof english> = {
  title: 'UserSig 工具',
  description: '生成 UserSig，或排查 UserSig 无法使用的原因。',
  warning: '仅用于演示和调试。正式业务中，请由您的服务器计算 UserSig，切勿将密钥放在客户端。',
  key: '密钥',
  userId: '用户名(UserID)',
  userIdPlaceholder: '为哪个 UserID 生成签名',
  verifyUserIdPlaceholder: '该 UserSig 所属的 UserID',
  generate: {
    title: '签名(UserSig)生成工具',
    validity: '有效期',
    submit: '生成签名',
    output: 'UserSig',
    copy: '复制签名',
    expires: '有效期至 {{time}}',
    empty: '生成的 UserSig 显示在这里。',
  },
  validities: {
    hour: '1 小时',
    day: '1 天',
    week: '7 天',
    month: '30 天',
    halfYear: '180 天（默认）',
    year: '365 天',
  },
  verify: {
    title: '签名(UserSig)校验工具',
    userSigPlaceholder: '粘贴 UserSig',
    submit: '开始校验',
    good: '校验成功',
    bad: '校验失败',
    reason: '失败原因',
    solution: '解决方法',
    code: '错误码',
    signed: '签名内容',
    issued: '生成时间',
    validity: '有效期',
    expires: '到期时间',
  },
  faults: {
    empty: { reason: 'UserSig 为空。', solution: '请粘贴完整的 UserSig。' },
    notBase64: {
      reason: '内容不是 UserSig 的 base64 格式。',
      solution:
        '请完整复制 UserSig，不要带空格或换行。UserSig 使用以 * - _ 替换 + / = 的 base64 字符集。',
    },
    notCompressed: {
      reason: '解码后的数据不是 zlib 压缩格式，或内容被截断。',
      solution: '请使用官方的 UserSig 生成接口，并完整复制。',
    },
    notJson: {
      reason: '解压后的内容不是 UserSig 的 JSON。',
      solution: '请使用官方的 UserSig 生成接口。',
    },
    otherUser: {
      reason: 'UserSig 是为另一个 UserID 签发的。',
      solution: '请使用下方所示的 UserID 登录，或为当前 UserID 重新签发。UserID 区分大小写。',
    },
    otherApp: {
      reason: 'UserSig 是为另一个 SDKAppID 签发的。',
      solution: '请使用同一个应用的 SDKAppID 和密钥。',
    },
    mismatch: {
      reason: '签名与此应用的密钥不匹配。',
      solution: '请确认您的服务器使用的是此应用基础配置中的密钥。',
    },
    expired: {
      reason: 'UserSig 已过期。',
      solution: '请重新签发，并检查签发服务器的时钟。',
    },
    revoked: {
      reason: 'UserSig 签发于此账号的登录态失效之前。',
      solution: '请重新签发 UserSig。',
    },
  },
}
