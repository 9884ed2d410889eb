import { common } from './common.ts'
import { errors } from './errors.ts'
import { access } from './access.ts'
import { audit } from './audit.ts'
import { usergroups } from './usergroups.ts'
import { users } from './users.ts'
import { usersettings } from './usersettings.ts'
import { login } from './login.ts'
import { overview } from './overview.ts'
import { plans } from './plans.ts'
import { basic } from './basic.ts'
import { features } from './features.ts'
import { groupconf } from './groupconf.ts'
import { accounts } from './accounts.ts'
import { groups } from './groups.ts'
import { imports } from './imports.ts'
import { push } from './push.ts'
import { tags } from './tags.ts'
import { usersig } from './usersig.ts'
import { tryit } from './tryit.ts'
import { policies } from './policies.ts'
import { simulator } from './simulator.ts'

export const enUS = {
  common,
  errors,
  access,
  audit,
  users,
  usergroups,
  usersettings,
  login,
  overview,
  plans,
  basic,
  features,
  groupconf,
  accounts,
  groups,
  imports,
  push,
  tags,
  usersig,
  tryit,
  policies,
  simulator,
}
