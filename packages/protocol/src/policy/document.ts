import type { ConditionKey, ConditionOperator } from './condition-table.ts'

export type PolicyEffect = 'allow' | 'deny'

type OneOrMore<Value> = Value | readonly Value[]

/** A policy document as it is written in JSON. Source: 访问管理, 语法结构, 元素参考. */
export interface WrittenPolicy {
  readonly version: '2.0'
  readonly statement: OneOrMore<WrittenStatement>
}

export interface WrittenStatement {
  readonly effect: PolicyEffect
  /** `*`, or `name/<service>:<Action>` with or without `name/`; `*` stands for any text in it. */
  readonly action: OneOrMore<string>
  /** `*`, or six segments: `qcs:<project>:<service>:<region>:<account>:<type>/<id>`. */
  readonly resource: OneOrMore<string>
  /** Operator, key, values. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore<string>>>>>
}

/** A document that has been checked, in one form for all its spellings. */
export interface PolicyDocument {
  readonly statements: readonly PolicyStatement[]
}

export interface PolicyStatement {
  readonly effect: PolicyEffect
  /** At least one. */
  readonly actions: readonly ActionPattern[]
  /** At least one; `*` for everything, actions at operation level included. */
  readonly resources: readonly (ResourcePattern | '*')[]
  /** All of them must hold. */
  readonly conditions: readonly PolicyCondition[]
}

/** Which actions; `*` stands for any text, alone in `service`, anywhere in `name`. */
export interface ActionPattern {
  readonly service: string
  readonly name: string
}

/** Which resources: segments that may hold `*` and variables. */
export interface ResourcePattern {
  /** `*` for all. */
  readonly service: string
  /** `*` for all. */
  readonly region: string
  /** `uin/<root>`; empty for the root that the policy belongs to. */
  readonly account: string
  /** `type/id`; what lies below it is meant as well. */
  readonly path: string
}

export interface PolicyCondition {
  readonly operator: ConditionOperator
  /** Several values of a key are asked; otherwise as the operator says. */
  readonly qualifier: 'any' | 'all' | undefined
  /** Holds also where the request knows nothing of the key. */
  readonly ifExist: boolean
  readonly key: ConditionKey
  /** At least one; one that fits suffices. */
  readonly values: readonly string[]
}
