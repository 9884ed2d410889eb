import { describe, expect, test } from 'bun:test'
import { FRAMES_KEPT, FrameLog } from './frame-log.ts'

function logOf(...frames: ['in' | 'out', unknown][]): FrameLog {
  const log = new FrameLog()
  for (const [direction, frame] of frames) {
    log.record(direction, typeof frame === 'string' ? frame : JSON.stringify(frame))
  }
  return log
}

const shown = (log: FrameLog) => log.view.get().frames.map(({ kind, name }) => `${kind} ${name}`)

describe('FrameLog', () => {
  test('names requests, their answers and events, newest first', () => {
    const log = logOf(
      ['out', { id: 1, method: 'login', params: {} }],
      ['in', { id: 1, result: {} }],
      ['out', { id: 2, method: 'message.send', params: {} }],
      ['in', { event: 'message.received', data: {} }],
      ['in', { id: 2, error: { code: 20003, message: 'no' } }],
    )

    expect(shown(log)).toEqual([
      'error message.send',
      'event message.received',
      'request message.send',
      'answer login',
      'request login',
    ])
  })

  test('shows too little of a UserSig to sign in with', () => {
    const userSig = 'eJw1zF0LgjAYhuH-smPJd1NfNehgB0Eg'
    const log = logOf(['out', { id: 1, method: 'login', params: { userId: 'alice', userSig } }])

    const text = log.view.get().frames[0]?.text

    expect(text).toContain('alice')
    expect(text).toContain('eJw1zF0LgjAY…')
    expect(text).not.toContain(userSig)
  })

  test('keeps the latest frames only', () => {
    const log = new FrameLog()
    for (let id = 0; id < FRAMES_KEPT + 50; id += 1) log.record('in', `{"event":"e${id}","data":1}`)

    const { frames } = log.view.get()

    expect(frames).toHaveLength(FRAMES_KEPT)
    expect(frames[0]?.name).toBe(`e${FRAMES_KEPT + 49}`)
  })

  test('takes nothing while paused, and knows the answers afterwards', () => {
    const log = new FrameLog()
    log.togglePause()
    log.record('out', '{"id":7,"method":"ping"}')
    log.togglePause()
    log.record('in', '{"id":7,"result":{}}')

    expect(shown(log)).toEqual(['answer ping'])
  })

  test('clears, and survives what is no JSON', () => {
    const log = logOf(['in', 'gibberish'])

    expect(shown(log)).toEqual(['unknown '])
    log.clear()
    expect(shown(log)).toEqual([])
  })
})
