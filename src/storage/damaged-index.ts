/** What is stored is not what was put in. It is only a cache: whoever meets this builds it anew. */
export class DamagedIndexError extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = "DamagedIndexError";
  }
}
