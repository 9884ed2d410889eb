import { openApplications } from '../applications/applications.ts'
import { memberActions } from '../cloud/member-actions.ts'
import type { GroupPart } from '../group-part.ts'
import type { GroupCore } from '../service.ts'
import { Arrivals } from './arrivals.ts'
import { Bans } from './bans.ts'
import { Departures } from './departures.ts'
import { memberGateway } from './gateway.ts'
import { MemberImports } from './imports.ts'
import { MemberChanges } from './member-changes.ts'
import { MemberLists } from './member-lists.ts'
import { Mutes } from './mutes.ts'
import { memberRest } from './rest.ts'
import { Tellings } from './tellings.ts'

/** Who is in groups, what they are in them, and who asks to come in. */
export function openMembers(core: GroupCore): GroupPart {
  const tellings = new Tellings(core)
  const deps = { core, tellings }
  const services = {
    core,
    arrivals: new Arrivals(deps),
    departures: new Departures(deps),
    imports: new MemberImports(deps),
    changes: new MemberChanges(deps),
    mutes: new Mutes(deps),
    bans: new Bans(deps),
    lists: new MemberLists(core),
  }
  return {
    rest: memberRest(services),
    gateway: [...memberGateway(services), ...openApplications(deps)],
    actions: memberActions(services),
  }
}
