import type { CloudAction, CloudService } from './action.ts'
import { camActionAreas, imActionAreas, tagActionAreas } from './action-areas.ts'
import { cloudActions } from './table.ts'

const areasOfService = {
  im: imActionAreas,
  cam: camActionAreas,
  tag: tagActionAreas,
} as const satisfies Record<CloudService, Readonly<Record<string, readonly string[]>>>

/** Where an action belongs in the console; `other` holds what is served and in no area. */
export type ActionArea =
  | keyof typeof imActionAreas
  | keyof typeof camActionAreas
  | keyof typeof tagActionAreas
  | 'other'

/** An action that a policy may name. */
export interface ListedAction {
  readonly name: string
  /** The row that serves it; undefined where a policy may name it and nothing answers to it. */
  readonly row: CloudAction | undefined
}

export interface ListedArea {
  readonly area: ActionArea
  readonly actions: readonly ListedAction[]
}

/** Every action of a service that is known by name, by area; each name once. */
export function listedActions(service: CloudService): readonly ListedArea[] {
  const rows = new Map(
    cloudActions.filter((row) => row.service === service).map((row) => [row.name, row]),
  )
  const areas = Object.entries<readonly string[]>(areasOfService[service]).map(([area, names]) => ({
    area: area as ActionArea,
    actions: names.map((name) => ({ name, row: rows.get(name) })),
  }))
  const listed = new Set(areas.flatMap(({ actions }) => actions.map(({ name }) => name)))
  const others = [...rows.values()].filter(({ name }) => !listed.has(name))
  if (others.length === 0) return areas
  return [...areas, { area: 'other', actions: others.map((row) => ({ name: row.name, row })) }]
}

/** Actions that no row serves and that are known to act on no resource (支持 CAM 的业务接口). */
const OPERATION_LEVEL: ReadonlySet<string> = new Set(['AddPactConfirmRecord'])

/** True for actions at operation level: only statements about `*` cover them. */
export function isOperationLevel({ name, row }: ListedAction): boolean {
  return row === undefined ? OPERATION_LEVEL.has(name) : row.resource === 'none'
}
