/** Names and addresses of this machine as a socket has them. */
const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

/** Names and addresses by which a machine reaches itself, as they stand in an address. */
export const LOOPBACK_HOSTS: readonly string[] = [...LOOPBACK, "[::1]"];

/** Whether a host name or address is this machine's own. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host.replace(/^\[|\]$|^::ffff:/gu, ""));
}
