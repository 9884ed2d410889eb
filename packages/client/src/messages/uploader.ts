import type { UploadedFile } from '@yanshu/protocol'

export interface Upload {
  readonly url: string
  readonly body: Blob
  readonly progress: (share: number) => void
}

/** Brings bytes to a signed address. */
export type Uploader = (upload: Upload) => Promise<UploadedFile>

/** By XMLHttpRequest where there is one: only that tells how far it is. */
export const uploadFile: Uploader = (upload) =>
  typeof XMLHttpRequest === 'undefined' ? byFetch(upload) : byRequest(upload)

async function byFetch({ url, body, progress }: Upload): Promise<UploadedFile> {
  progress(0)
  const response = await fetch(url, { method: 'PUT', body })
  if (!response.ok) throw new Error(`the upload was answered ${response.status}`)
  return (await response.json()) as UploadedFile
}

function byRequest({ url, body, progress }: Upload): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      progress(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('error', () => reject(new Error('the upload was cut off')))
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as UploadedFile)
      else reject(new Error(`the upload was answered ${request.status}`))
    })
    request.open('PUT', url)
    request.send(body)
  })
}
