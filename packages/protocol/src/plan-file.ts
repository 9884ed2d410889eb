import { z } from 'zod'
import { planFeatures, planQuotas } from './cloud/plans.ts'

/**
 * Plans that an operator adds: each names the plan it starts from and what differs. A plan with the
 * id of a built-in one takes its place.
 */
export const planFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, 'a plan id is lower-case letters, digits and _'),
    extends: z.string(),
    level: z.number().int().min(0).max(1000).optional(),
    paid: z.boolean().optional(),
    offered: z.boolean().optional(),
    validMonths: z.number().int().min(1).max(1200).nullable().optional(),
    quotas: planQuotas.partial().strict().optional(),
    features: z.array(z.enum(planFeatures)).optional(),
    historyDays: z.number().int().min(1).max(3650).nullable().optional(),
    historyChoices: z.array(z.number().int().min(0).max(3650)).optional(),
    freeDeletion: z.boolean().optional(),
    graceHours: z
      .number()
      .min(0)
      .max(24 * 365)
      .optional(),
    restRate: z.union([z.number().int().min(1), z.literal('byCommand'), z.null()]).optional(),
    batchReceivers: z.number().int().min(1).nullable().optional(),
    appRate: z.number().int().min(1).nullable().optional(),
  }),
)
export type PlanFile = z.infer<typeof planFile>
