// Words of the installation: Japanese first, English where the terminal is.
const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const english = /^en/iu.test(LC_ALL || LC_MESSAGES || LANG || "");

/** What an installation cannot repair: the message says what to do. */
export class InstallError extends Error {
  constructor(ja, en, detail = "") {
    super(`${english ? en : ja}${detail}`);
  }
}

/** Tells the user on standard error: standard output belongs to the command that we prepare for. */
export function say(ja, en) {
  process.stderr.write(`${english ? en : ja}\n`);
}
