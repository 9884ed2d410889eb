// The package has no types of its own.
declare module 'tls-sig-api-v2/TLSSigAPIv2.js' {
  export class Api {
    constructor(sdkAppId: number, key: string)
    genUserSig(userId: string, expire: number): string
    genPrivateMapKey(userId: string, expire: number, room: number, privileges: number): string
    genPrivateMapKeyWithStringRoomID(
      userId: string,
      expire: number,
      room: string,
      privileges: number,
    ): string
    /** The signature alone. */
    _hmacsha256(userId: string, time: number, expire: number, userbuf: string | null): string
  }
}
