export * from './dialects.ts'
export * from './postgres.ts'
export * from './raw-client.ts'
export * from './test-server.ts'
