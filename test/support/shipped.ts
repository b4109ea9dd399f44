import { join } from "node:path";
import { ROOT } from "./root.ts";

/** The cards that we ship. */
export const CORPUS = join(ROOT, "corpus");
