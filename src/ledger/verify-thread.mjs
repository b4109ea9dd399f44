// A thread that verifies one ledger and ends; `verifyApart` starts it. In a thread TypeScript has to be
// asked for: what the program was started with does not reach here.
import { parentPort, workerData } from "node:worker_threads";
import { tsImport } from "tsx/esm/api";

const { verifyFile } = await tsImport("./verify-file.ts", import.meta.url);
parentPort?.postMessage(verifyFile(workerData));
