import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { hostileFiles, mutants } from "../documents/pdf/support/hostile.ts";
import { type Measured, readAllMeasured, textOf } from "../documents/pdf/support/measured.ts";
import { pdfOf } from "../support/pdf-file.ts";
import { scaled } from "../support/scale.ts";
import { installPeers } from "./install-peers.ts";
import { percentile } from "./metrics.ts";
import { type PeerReading, readWithPeer } from "./pdf-peer.ts";
import { type Report, type Row, reportRows } from "./row.ts";

const LIMIT_MS = 20_000;
const LIMIT_MB = 400;
const PAGES = 100;
const LINES = 32;
const BATCH = 20;

/** Files made to harm, and files by the hundred: ours beside bare pdf-parse. */
export async function benchDocuments(): Promise<Report> {
  installPeers();
  const folder = mkdtempSync(join(tmpdir(), "musubi-bench-"));
  try {
    return reportRows([...(await harmful(folder)), ...(await many(folder))]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function harmful(folder: string): Promise<readonly Row[]> {
  const kinds = ["cjk", "normal", "corrupt", "encrypted", "bombs"];
  const files = [...kinds.flatMap(hostileFiles), ...mutants(folder, scaled(400, 100))];
  const pauses = monitorEventLoopDelay({ resolution: 10 });
  pauses.enable();
  const ours = await readAllMeasured(files);
  pauses.disable();
  const theirs = await readWithPeer(files, LIMIT_MS);
  return [
    ...timesOf("harmful files: ours", ours, LIMIT_MS),
    {
      what: "harmful files: ours, most memory of a child",
      value: mostMemory(ours),
      unit: "MB",
      limit: LIMIT_MB,
    },
    { what: "harmful files: longest pause of the assistant", value: pauses.max / 1e6, unit: "ms" },
    ...timesOf("harmful files: pdf-parse", theirs),
    { what: "harmful files: pdf-parse, most memory", value: mostMemory(theirs), unit: "MB" },
    { what: "harmful files: pdf-parse, process lost", value: lost(theirs), unit: "files" },
    { what: "characters of Chinese and Japanese: ours", value: charactersOf(ours), unit: "" },
    {
      what: "characters of Chinese and Japanese: pdf-parse",
      value: theirCharacters(theirs),
      unit: "",
    },
  ];
}

async function many(folder: string): Promise<readonly Row[]> {
  const files = Array.from({ length: scaled(100, 20) }, (_, i) => longFile(folder, i));
  const before = process.memoryUsage.rss();
  const ours: Measured[] = [];
  let oursMs = 0;
  let theirMs = 0;
  // By turns, so that a busy machine is as busy for both.
  for (let at = 0; at < files.length; at += BATCH) {
    const batch = files.slice(at, at + BATCH);
    oursMs += await timeOf(async () => ours.push(...(await readAllMeasured(batch, {}, 1))));
    theirMs += await timeOf(() => readWithPeer(batch, LIMIT_MS * 10));
  }
  const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
  const name = `${files.length} files of ${PAGES} pages`;
  const half = Math.floor(ours.length / 2);
  return [
    { what: `${name}: ours`, value: (files.length * PAGES * 1000) / oursMs, unit: "pages/s" },
    { what: `${name}: pdf-parse`, value: (files.length * PAGES * 1000) / theirMs, unit: "pages/s" },
    { what: `${name}: ours in times of pdf-parse`, value: oursMs / theirMs, unit: "×", limit: 1.5 },
    { what: `${name}: child, first half`, value: mostMemory(ours.slice(0, half)), unit: "MB" },
    {
      what: `${name}: child, second half`,
      value: mostMemory(ours.slice(half)),
      unit: "MB",
      limit: LIMIT_MB,
    },
    { what: `${name}: growth of the assistant`, value: grown, unit: "MB", limit: 150 },
  ];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** A report of a hundred full pages, no two of them alike. */
function longFile(folder: string, at: number): string {
  const file = join(folder, `long-${at}.pdf`);
  const pages = Array.from({ length: PAGES }, (_, page) =>
    Array.from({ length: LINES }, (__, line) => ({
      text: `第${at + 1}期の${page + 1}番目の事業は、県内の企業${line + 1}社と共に試作品の評価を行い、その結果を公表した。`,
      y: 780 - line * 22,
    })),
  );
  writeFileSync(file, pdfOf(pages));
  return file;
}

function timesOf(
  what: string,
  readings: readonly { readonly ms: number }[],
  limit?: number,
): readonly Row[] {
  const times = readings.map(({ ms }) => ms);
  const bound = limit === undefined ? {} : { limit };
  return [
    { what: `${what}, p50 of ${times.length}`, value: percentile(0.5, times), unit: "ms" },
    { what: `${what}, p95`, value: percentile(0.95, times), unit: "ms", ...bound },
    { what: `${what}, slowest`, value: Math.max(...times), unit: "ms", ...bound },
  ];
}

function mostMemory(readings: readonly { readonly peakMb: number }[]): number {
  return Math.max(...readings.map(({ peakMb }) => peakMb));
}

function lost(readings: readonly PeerReading[]): number {
  return readings.filter((reading) => reading.lost).length;
}

function charactersOf(readings: readonly Measured[]): number {
  const ours = readings.filter(({ file }) => file.includes("/cjk/"));
  return ours.reduce((sum, { outcome }) => sum + textOf(outcome).replace(/\s/gu, "").length, 0);
}

function theirCharacters(readings: readonly PeerReading[]): number {
  const theirs = readings.filter(({ file }) => file.includes("/cjk/"));
  return theirs.reduce((sum, { characters = 0 }) => sum + characters, 0);
}
