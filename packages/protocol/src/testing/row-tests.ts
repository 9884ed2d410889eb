import { expect, test } from 'bun:test'
import type { Command } from '../rest/command.ts'
import { readRequest } from '../rest/read-request.ts'
import { refusalOf } from './refusal.ts'

type Fields = Readonly<Record<string, unknown>>

/** A body, and what is read of it where that is not the same. */
export type Sample = readonly [command: Command, body: Fields, read?: Fields]

/** A test for each body that it is read. */
export function testSamples(samples: readonly Sample[]): void {
  for (const [at, [command, body, read = body]] of samples.entries()) {
    test(`${command.name} reads sample ${at}`, () => {
      expect(readRequest(command, body)).toEqual(read)
    })
  }
}

/** A body, with the code that refuses it and the path of the field at fault. */
export type Refusal = readonly [command: Command, body: Fields, code: number, field: string]

/** A test for each body that it is refused. */
export function testRefusals(refusals: readonly Refusal[]): void {
  for (const [at, [command, body, code, field]] of refusals.entries()) {
    test(`${command.name} answers ${code} for ${field}, case ${at}`, () => {
      expect(refusalOf(command, body)).toEqual({ code, field })
    })
  }
}
