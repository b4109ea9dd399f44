// Installs the packages of this folder unless they are there: node test/bench/peers/install.mjs
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "../../../scripts/install.mjs";

// Nothing is probed: a peer that does not load is told as such where it is measured.
await ensureInstalled({ root: dirname(fileURLToPath(import.meta.url)), probes: [] });
