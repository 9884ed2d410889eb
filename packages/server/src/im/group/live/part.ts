import type { GroupPart } from '../group-part.ts'
import type { GroupCore } from '../service.ts'
import { LiveAdmins } from './admins.ts'
import { Broadcasts } from './broadcasts.ts'
import { liveGateway } from './gateway.ts'
import { LiveRoomService } from './live-room-service.ts'
import { liveRest } from './rest.ts'
import { RoomMarks } from './room-marks.ts'
import { LiveVisits } from './visits.ts'

/** Live rooms, of which every other part of groups hears by `seams.live`. */
export function openLiveRooms(core: GroupCore): GroupPart & { readonly visits: LiveVisits } {
  const live = new LiveRoomService(core)
  core.seams.live = live
  const { rooms } = live
  const deps = {
    core,
    live,
    marks: new RoomMarks({ ...core, rooms }),
    admins: new LiveAdmins(core),
    broadcasts: new Broadcasts(core, rooms),
  }
  return {
    visits: new LiveVisits(core, live),
    rest: liveRest(deps),
    gateway: liveGateway(deps),
    actions: [],
  }
}
