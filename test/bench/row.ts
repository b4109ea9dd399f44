/** A figure beside its limit, which it must not exceed; without one it is there to compare. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
}

/** What a bench has to tell: to programs, and to people line by line. */
export interface Report {
  readonly data: unknown;
  readonly lines: readonly string[];
}

/** What `npm run bench` was asked to leave out; empty lists leave nothing out. */
export interface Choice {
  readonly sets: readonly string[];
  readonly engines: readonly string[];
}

export function reportRows(rows: readonly Row[]): Report {
  return {
    data: rows,
    lines: rows.map(({ what, value, unit, limit }) => {
      const measured = `  ${what.padEnd(48)} ${value.toFixed(1).padStart(8)} ${unit}`;
      if (limit === undefined) return measured;
      const kept = value <= limit ? "" : "  ← over its limit";
      return `${measured}  (limit ${limit} ${unit})${kept}`;
    }),
  };
}
