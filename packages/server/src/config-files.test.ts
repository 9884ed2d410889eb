import { expect, test } from 'bun:test'
import { readFileSettings } from './config-files.ts'

const read = (variables: Record<string, string>, folder: string | undefined = 'data') =>
  readFileSettings((name) => variables[name], folder)

const s3 = {
  YANSHU_S3_ENDPOINT: 'http://store.example:9000/',
  YANSHU_S3_BUCKET: 'chat',
  YANSHU_S3_ACCESS_KEY: 'key',
  YANSHU_S3_SECRET_KEY: 'secret',
}

test('files are in the data folder, and in memory where nothing is kept', () => {
  expect(read({}).blobs).toEqual({ kind: 'folder', folder: 'data/files' })
  expect(readFileSettings(() => undefined, undefined).blobs).toEqual({ kind: 'memory' })
})

test('files are in an S3 store where one is named', () => {
  expect(read(s3).blobs).toEqual({
    kind: 's3',
    endpoint: 'http://store.example:9000',
    bucket: 'chat',
    region: 'us-east-1',
    accessKey: 'key',
    secretKey: 'secret',
  })
})

test('limits are 28 and 100 MB, or what is set', () => {
  const MB = 1024 * 1024
  expect(read({}).files.limits).toEqual({ picture: 28 * MB, file: 100 * MB })
  expect(read({ YANSHU_MAX_IMAGE_MB: '5', YANSHU_MAX_FILE_MB: '6' }).files.limits).toEqual({
    picture: 5 * MB,
    file: 6 * MB,
  })
})

test('the public address ends without a slash', () => {
  expect(read({ YANSHU_PUBLIC_URL: 'https://im.example/' }).files.publicUrl).toBe(
    'https://im.example',
  )
})

test.each([
  { ...s3, YANSHU_S3_ENDPOINT: 'store' },
  { ...s3, YANSHU_S3_SECRET_KEY: undefined },
  { YANSHU_MAX_IMAGE_MB: '0' },
  { YANSHU_MAX_FILE_MB: 'x' },
  { YANSHU_PUBLIC_URL: 'im.example' },
])('%p is refused, and no secret is repeated', (variables) => {
  const refused = () => read(variables as Record<string, string>)

  expect(refused).toThrow('YANSHU_')
  expect(refused).not.toThrow(/secret"/)
})
