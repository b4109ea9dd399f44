import type { ChildRequest } from "./child-message.ts";
import { type ChildEnd, type ChildOptions, PdfChild } from "./pdf-child.ts";
import type { PdfLimits } from "./pdf-limits.ts";

/** The processes that read PDFs: as many as are asked for at once, each for file after file. */
export class PdfChildren {
  readonly #limits: PdfLimits;
  readonly #idle = new Map<PdfChild, NodeJS.Timeout>();

  constructor(limits: PdfLimits) {
    this.#limits = limits;
  }

  /**
   * Has a child that waits for a file read what is asked for, or a new one. What becomes of a file
   * does not depend on the files before it: one that broke a used child is given to a new one, which
   * is asked again, for what was not heard yet.
   */
  async read(request: () => ChildRequest, options: ChildOptions): Promise<ChildEnd> {
    const used = this.#takeIdle();
    if (used) {
      const end = await this.#readIn(used, request(), options);
      if (end === "ended" || end === "out-of-time") return end;
    }
    return this.#readIn(new PdfChild(), request(), options);
  }

  close(): void {
    for (const child of this.#idle.keys()) this.#end(child);
  }

  async #readIn(child: PdfChild, request: ChildRequest, options: ChildOptions): Promise<ChildEnd> {
    const end = await child.read(request, options);
    if (child.isFit(this.#limits)) {
      const timer = setTimeout(() => this.#end(child), this.#limits.idleMs).unref();
      this.#idle.set(child, timer);
    } else child.end();
    return end;
  }

  #takeIdle(): PdfChild | undefined {
    for (const [child, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(child);
      if (child.isFit(this.#limits)) return child;
    }
    return undefined;
  }

  #end(child: PdfChild): void {
    clearTimeout(this.#idle.get(child));
    this.#idle.delete(child);
    child.end();
  }
}
