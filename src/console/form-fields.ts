import type { Asked } from "./visit.ts";

/** The fields of a form that hold text. */
export async function fieldsOf(c: Asked): Promise<Readonly<Record<string, string>>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}
