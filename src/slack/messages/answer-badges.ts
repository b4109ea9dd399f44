import type { RichTextBlockElement } from "@slack/types";
import type { Answer, CitedScheme } from "../../answers/answer.ts";
import { STATUS_BADGES } from "../../answers/answer-labels.ts";
import type { Language } from "../../text/language.ts";
import { badge, paragraph } from "./rich-text.ts";

/**
 * Words of the notices that tell a status (prompts/answers.yaml): an answer names the status of
 * schemes itself, that of everything else stands in its notices only.
 */
const TOLD: Readonly<Partial<Record<CitedScheme["status"], RegExp>>> = {
  historic: /過去の制度|is a scheme or plan of the past/u,
  requested: /要求の段階|was a request\./u,
  planned: /計画・予定・目標の段階|was planned, intended or a target/u,
  unknown: /現況未確認|is not verified\./u,
  superseded: /には後継があります|has been succeeded/u,
};

/** A line for each status that what is cited has, with the names of what has it. */
export function statusBadges(
  { schemes, notices }: Pick<Answer, "schemes" | "notices">,
  language: Language,
): readonly RichTextBlockElement[] {
  const told = Object.entries(TOLD).flatMap(([status, sign]) =>
    notices
      .filter((notice) => sign.test(notice))
      .map((notice) => [status, nameIn(notice)] as const),
  );
  const statuses = new Set([
    ...schemes.map(({ status }) => status),
    ...told.map(([status]) => status),
  ]);
  // Both come from the table of statuses.
  return paragraph(
    ...([...statuses] as CitedScheme["status"][]).map((status) => {
      const cited = schemes.filter((scheme) => scheme.status === status);
      const others = told
        .filter(([of, name]) => of === status && !cited.some((each) => each.name === name))
        .flatMap(([, name]) => (name === undefined ? [] : [name]));
      const names = [...cited.map(({ name, asOf }) => `${name}（${asOf}）`), ...others];
      return [badge(STATUS_BADGES[status][language]), names.map((name) => ` ${name}`).join("、")];
    }),
  );
}

/** What a notice is about: its first quotation. */
function nameIn(notice: string): string | undefined {
  return (
    /「(?<ja>.+?)」(?:は|には)/u.exec(notice)?.groups?.ja ?? /"(?<en>[^"]+)"/u.exec(notice)?.[1]
  );
}
