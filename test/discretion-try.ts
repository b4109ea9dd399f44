import { readFileSync } from "node:fs";
import { partSecrets } from "../src/discretion/public-summary.ts";
import { recogniseSecrets } from "../src/discretion/recognise-secrets.ts";

const rows = readFileSync(process.argv[2]!, "utf8")
  .trim()
  .split("\n")
  .map((l) => JSON.parse(l));
let tp = 0,
  fn = 0,
  fp = 0,
  tn = 0,
  nh = 0,
  nn = 0;
for (const r of rows) {
  const { isSecret, findings } = recogniseSecrets(r.text);
  if (r.secret) isSecret ? tp++ : (fn++, console.log("MISS", r.id, r.text));
  else
    isSecret
      ? (fp++,
        console.log(
          "FALSE",
          r.id,
          r.text,
          findings.map((f: any) => f.kind + ":" + r.text.slice(f.start, f.end)),
        ))
      : tn++;
  for (const n of r.names) {
    nn++;
    const ok = findings.some(
      (f: any) =>
        r.text.slice(f.start, f.end).includes(n) && (f.kind === "firm" || f.kind === "personal"),
    );
    ok
      ? nh++
      : console.log(
          "NAME MISS",
          r.id,
          n,
          findings.map((f: any) => f.kind + ":" + r.text.slice(f.start, f.end)),
        );
  }
  if (!r.secret && findings.length && process.argv[3])
    console.log(
      "names in harmless",
      r.id,
      findings.map((f: any) => f.kind + ":" + r.text.slice(f.start, f.end)),
    );
  if (process.argv[3]) console.log(r.id, JSON.stringify(partSecrets(r.text)));
}
console.log({ recall: tp / (tp + fn), falseAlarms: fp / (fp + tn), names: `${nh}/${nn}` });
