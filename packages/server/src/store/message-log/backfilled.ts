/**
 * Bit in `message.flags`: imported with a time before the messages that its conversation had already.
 * All other messages of a conversation are in the order of their times; the log sees to that.
 */
export const BACKFILLED = 512
