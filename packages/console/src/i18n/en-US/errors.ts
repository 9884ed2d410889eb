export const errors = {
  requestId: 'Request ID',
  denied: {
    title:
      'Authorization is required for the current operation, please add the following permissions to continue operation',
    needs: 'You need the permission {{permission}}. Ask your administrator for it.',
    details: 'No permission information details:',
    copy: 'Copy these lines',
    lines: 'Permission details',
    help: 'How to create a permission policy based on permissionless information?',
    guide: {
      intro:
        'The root account, or an administrator of access management, gives the permission with a custom policy. Hand on the details below.',
      details: 'What is missing',
      steps: 'Steps for the administrator',
      open: 'Open Access management > Policies and create a custom policy by policy syntax, from the blank template.',
      paste:
        'Paste the policy below. It allows exactly the operation on the resource that were refused.',
      finish:
        'Finish, and associate the policy with the user, or with a user group that the user is in.',
      repeat:
        'The permission works at once. Where another one is missing afterwards, add its operation to the same policy.',
      policy: 'Policy',
      noOperation: 'The message names no operation, so no policy can be proposed.',
    },
  },
  /** By cloud error code, the dot written as an underscore; a family serves where the exact code is missing. */
  codes: {
    NetworkFailure: 'The server cannot be reached. Check the connection and try again.',
    SignedOut: 'You have been signed out.',
    AuthFailure: 'The request could not be authenticated. Sign in again.',
    FailedOperation: 'The operation failed.',
    InternalError: 'The server ran into an internal error.',
    InvalidParameter: 'A parameter is not valid.',
    InvalidParameterValue: 'A value is not valid.',
    MissingParameter: 'A required value is missing.',
    LimitExceeded: 'A limit has been reached.',
    LimitExceeded_App:
      'This account already owns 300 applications, the most it may have. Disable and delete one that is no longer needed, then create the new one.',
    LimitExceeded_Account: 'The plan of this application allows no more accounts.',
    LimitExceeded_Administrator: 'An application may have at most 10 administrators.',
    OperationDenied: 'The operation is not allowed here.',
    OperationDenied_AppEnabled: 'Only a disabled application can be deleted. Disable it first.',
    OperationDenied_AppPaid:
      'An application with a paid plan cannot be deleted here. Contact the operator of the platform.',
    RequestLimitExceeded: 'Too many requests. Wait a moment and try again.',
    RequestSizeLimitExceeded: 'The request is too large.',
    ResourceInUse: 'It already exists, or is in use.',
    ResourceNotFound: 'It does not exist, or has been deleted.',
    ResourceNotFound_App: 'This application does not exist, or has been deleted.',
    ResourceNotFound_Account: 'This account does not exist, or has been deleted.',
    FailedOperation_TagAttachedResource: 'Resources carry this tag. Unbind it first.',
    InvalidParameterValue_ResourceDescriptionError:
      'This resource does not exist, or carries no tags.',
    LimitExceeded_ResourceAttachedTags: 'A resource carries at most 50 tags.',
    LimitExceeded_TagKey: 'An account has at most 1000 tag keys.',
    LimitExceeded_TagValue: 'A tag key has at most 1000 values.',
    ResourceInUse_TagDuplicate: 'One of these tags exists already.',
    ResourceNotFound_TagNonExist: 'This tag does not exist, or has been deleted.',
  },
}
