import { useParams } from 'react-router'

/** The SDKAppID of the page's address; 0 where the address names none, which no app has. */
export function useAppId(): number {
  const { appId = '' } = useParams()
  return /^\d{1,10}$/.test(appId) ? Number(appId) : 0
}
