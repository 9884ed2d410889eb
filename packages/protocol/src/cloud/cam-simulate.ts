import { z } from 'zod'
import { sdkAppId } from '../fields.ts'
import { defineAction } from './action.ts'
import { camId, uin } from './cam-fields.ts'
import { camTag } from './cam-policy-fields.ts'

/**
 * One of `TargetUin` and `GroupId`; there are no roles, so `RoleId` is refused. `Action` lists what is
 * granted on something, whatever the conditions. Source: ListPoliciesGrantingServiceAccess.
 */
export const listPoliciesGrantingServiceAccess = defineAction({
  service: 'cam',
  name: 'ListPoliciesGrantingServiceAccess',
  summary: 'Which services a user or group may use, and by which policies',
  resource: 'none',
  writes: false,
  request: z.object({
    TargetUin: uin.optional(),
    RoleId: camId.optional(),
    GroupId: camId.optional(),
    ServiceType: z.string().max(32).optional(),
  }),
  response: z.object({
    List: z.array(
      z.object({
        Service: z.object({ ServiceType: z.string(), ServiceName: z.string() }),
        Action: z.array(z.object({ Name: z.string(), Description: z.string() })),
        Policy: z.array(
          z.object({
            PolicyId: z.string(),
            PolicyName: z.string(),
            PolicyType: z.enum(['Custom', 'Presetting']),
            PolicyDescription: z.string(),
          }),
        ),
      }),
    ),
  }),
  errors: [
    'InternalError',
    'InternalError.SystemError',
    'InvalidParameter',
    'InvalidParameter.ParamError',
  ],
})

/** Most tags that a resource carries, and so that a question may suppose. */
const MOST_TAGS = 50

const supposedTags = z.array(camTag).max(MOST_TAGS)

/**
 * Answers as the platform would decide, without doing anything. An action of ours, beyond the
 * documented ones.
 *
 * Without `Resource` and `SDKAppID` the action's own resource is asked about. Without `ResourceTags`
 * the resource's real tags count, without `SourceIp` the caller's address, without `Time` (ISO 8601)
 * this moment.
 */
export const simulatePermission = defineAction({
  service: 'cam',
  name: 'SimulatePermission',
  summary: 'May this user do this, and which statement of which policy says so?',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: false,
  request: z.object({
    TargetUin: uin,
    /** `im:SetConfInfo`. */
    Action: z.string().min(1).max(128),
    Resource: z.string().min(1).max(512).optional(),
    SDKAppID: z.coerce.number().pipe(sdkAppId).optional(),
    SourceIp: z.union([z.ipv4(), z.ipv6()]).optional(),
    Time: z.iso.datetime({ offset: true }).optional(),
    ResourceTags: supposedTags.optional(),
    RequestTags: supposedTags.optional(),
  }),
  response: z.object({
    Allowed: z.boolean(),
    /**
     * `root`: the root account may do everything. `allow`, `deny`: a statement decided. `noMatch`:
     * nothing allows it. `boundary`: the permission boundary of the user does not let it through.
     */
    Reason: z.enum(['root', 'allow', 'deny', 'noMatch', 'boundary']),
    /** What was asked about. */
    Resource: z.string(),
    PolicyId: z.number().nullable(),
    PolicyName: z.string().nullable(),
    /** How the user comes to the policy. */
    Via: z
      .object({
        Kind: z.enum(['User', 'Group']),
        GroupId: z.number().nullable(),
        GroupName: z.string().nullable(),
      })
      .nullable(),
    /** From 0. */
    StatementIndex: z.number().nullable(),
    /** The deciding statement as JSON. */
    Statement: z.string().nullable(),
    /** For lists: whether they are answered at all, although single items may be left out; else null. */
    Visible: z.boolean().nullable(),
  }),
  errors: ['InvalidParameter.ParamError', 'InvalidParameter.UserNotExist'],
})
