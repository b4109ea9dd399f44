const LIVE =
  /https?:|www\.|<[!@#]|[@＠][A-Za-z]|\]\(|[a-z0-9-]+\.(?:com|net|org|jp|io|example)\b/iu;

/** Whether a text leads somewhere or calls somebody; no sentence needs that. */
export function isLive(text: string): boolean {
  return LIVE.test(text);
}
