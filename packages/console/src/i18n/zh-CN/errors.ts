import type { errors as english } from '../en-US/errors.ts'
import type { TextsLike } from '../texts-like.ts'

export const errors: TextsLike<typeof english> = {
  requestId: '请求 ID',
  denied: {
    title: '当前操作需要授权，请添加以下权限后继续操作',
    details: '无权限信息详情：',
  },
  codes: {
    NetworkFailure: '无法连接服务器，请检查网络后重试。',
    SignedOut: '您已退出登录。',
    AuthFailure: '请求未通过身份验证，请重新登录。',
    FailedOperation: '操作失败。',
    InternalError: '服务器内部错误。',
    InvalidParameter: '参数错误。',
    InvalidParameterValue: '参数取值错误。',
    MissingParameter: '缺少必填的参数。',
    LimitExceeded: '超过配额限制。',
    LimitExceeded_App: '一个账号最多拥有 300 个应用。请先停用并删除不再使用的应用，再创建新应用。',
    LimitExceeded_Account: '此应用的账号数已达套餐上限。',
    LimitExceeded_Administrator: '一个应用最多有 10 个管理员。',
    OperationDenied: '不允许执行此操作。',
    OperationDenied_AppEnabled: '只有已停用的应用才能删除，请先停用。',
    OperationDenied_AppPaid: '付费套餐的应用不能在此删除，请联系平台运维人员。',
    RequestLimitExceeded: '请求过于频繁，请稍后重试。',
    RequestSizeLimitExceeded: '请求包过大。',
    ResourceInUse: '已存在或正在使用。',
    ResourceNotFound: '资源不存在。',
    ResourceNotFound_App: '此应用不存在或已删除。',
    ResourceNotFound_Account: '此账号不存在或已删除。',
  },
}
