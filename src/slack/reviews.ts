import { FINDING_CODES } from "../ledger/vocabulary.ts";
import { readReviewForm, readReviewMetadata, reviewForm } from "./forms/review-form.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import type { Pressed } from "./pressed.ts";
import { type Reaction, type Submitted, shownBy } from "./submitted.ts";
import { openWindow } from "./windows.ts";
import type { Workplace } from "./workplace.ts";

/** 所見を記録: the form for what somebody found of a match. */
export async function askForFinding(pressed: Pressed, at: Workplace): Promise<void> {
  const [match = ""] = pressed.ids;
  await openWindow(reviewForm(match, pressed.person.language), pressed, at);
}

/** The finding was sent: it stands beside the match, which stays as it is. */
export function onReviewForm(sent: Submitted, at: Workplace): Reaction {
  const { actor, language } = sent.person;
  const read = readReviewForm(sent.values, language);
  const about = readReviewMetadata(sent.metadata);
  if ("errors" in read) return { errors: read.errors };
  if (!about) return {};
  return {
    async after() {
      const { place, user } = shownBy(sent);
      const result = await at.backend
        .desk()
        .ledger.review({ target: about.match, ...read.ok }, actor);
      const told =
        result.kind === "refused"
          ? result.why[language]
          : DONE[language](
              result.record.id,
              about.match,
              FINDING_CODES[result.record.finding][language],
            );
      await at.outbox.whisper(place, user, noticeMessage(told, language));
    },
  };
}

const DONE = {
  ja: (id: string, match: string, finding: string) =>
    `所見 ${id}（${finding}）を案件 ${match} に記録しました。元の記録は残っています。根拠などの訂正は、理由を添えて npm run ledger -- correct で記録してください。`,
  en: (id: string, match: string, finding: string) =>
    `Finding ${id} (${finding}) is on record for match ${match}, which stays as it was. Corrections go on record with their reason by npm run ledger -- correct.`,
} as const;
