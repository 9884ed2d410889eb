/**
 * Why something in a policy document is refused, in the words of the API. The names are for those
 * who say it in another language; `{{…}}` are the parameters of a problem.
 */
export const policyReasons = {
  tooLong: 'the document has {{length}} characters without blanks, {{limit}} are allowed',
  textTooLong: 'the document has {{length}} characters with its blanks, {{limit}} are allowed',
  jsonEnd: 'the text ends before the JSON does',
  jsonUnexpected: '{{found}} is not expected here in JSON',
  jsonString: 'this string has no end, or a control character or an unknown escape in it',
  jsonDepth: 'objects and lists are nested in more than {{limit}} levels',
  notObject: 'this must be an object',
  notText: 'this must be a string',
  notValue: 'this must be a string, a number, true or false',
  missingMember: 'the member {{member}} is missing',
  unknownMember: '{{member}} is no member here; there are {{known}}',
  repeatedMember: 'the member {{member}} may be there once only',
  emptyList: 'this needs at least one value',
  tooManyValues: 'at most {{limit}} values are allowed here',
  tooManyStatements: 'at most {{limit}} statements are allowed',
  valueTooLong: 'a value may have {{limit}} characters',
  version: 'the only version is "2.0"',
  effect: 'the effect is "allow" or "deny"',
  principal: 'a policy is for those it is attached to; it names no principal',
  actionForm: '{{value}} is no action: write *, service:Action or name/service:Action',
  actionSet: '{{value}} is a set of functions, which do not exist here: name the actions',
  service: 'there is no service {{service}} here; there are {{known}}',
  resourceForm: '{{value}} is no resource: write * or qcs::service:region:account:type/id',
  resourceQcs: 'a resource begins with qcs:',
  resourceProject: 'the project (second segment) must be empty',
  resourceRegion: '{{region}} is no region; leave the fourth segment empty for all',
  resourceAccount: '{{account}} is no account: write uin/ and the uin of the root account',
  otherAccount: 'the root account here is {{uin}}; nothing of {{account}} can be granted',
  resourceContent: '{{content}} is no resource of {{service}}: write {{form}}',
  variable: '{{variable}} is no variable; there are {{known}}',
  operator: 'there is no operator {{operator}}',
  conditionKey: 'there is no key {{key}}; there are {{known}}',
  operatorOfKey: 'the operator {{operator}} cannot be used with {{key}}',
  tagValue: '{{value}} is no tag: write key&value',
  dateValue: '{{value}} is no time: write 2022-05-31T00:00:00Z or 2022-05-31 00:00:00',
  ipValue: '{{value}} is no IP address and no range such as 10.0.0.0/8 or 2001:db8::/32',
  numericValue: '{{value}} is no number',
  boolValue: '{{value}} is neither true nor false',
  binaryValue: '{{value}} is not base64',
} as const satisfies Readonly<Record<string, string>>

export type PolicyReason = keyof typeof policyReasons

export type PolicyParameters = Readonly<Record<string, string | number>>

/** A reason with its parameters, in English. */
export function sayReason(reason: PolicyReason, parameters: PolicyParameters): string {
  return policyReasons[reason].replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  )
}
