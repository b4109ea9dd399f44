import { actorNamed } from "./acting.ts";
import type { App } from "./app.ts";
import type { CommandContext } from "./command.ts";

/** What `ingest` takes for drafts of cards. */
export const DRAFT_OPTIONS = {
  drafts: { type: "boolean" },
  accept: { type: "string", multiple: true },
  reject: { type: "string", multiple: true },
} as const;

interface Values {
  readonly accept?: readonly string[] | undefined;
  readonly reject?: readonly string[] | undefined;
  readonly as?: string | undefined;
}

/**
 * Accepts and rejects drafts by their names; whether there were any. Throws a `UserError` at the
 * first that cannot be.
 */
export async function decideDrafts(
  context: CommandContext,
  { accept = [], reject = [], as }: Values,
  { drafts }: Pick<App, "drafts">,
): Promise<boolean> {
  const by = actorNamed(as, context);
  const { language, print } = context;
  for (const id of accept) {
    const path = await drafts.accept(id, by);
    await print({ ja: `採用しました: ${id} → ${path}`, en: `Accepted: ${id} → ${path}` }[language]);
  }
  for (const id of reject) {
    await drafts.reject(id, by);
    await print({ ja: `不採用にしました: ${id}`, en: `Rejected: ${id}` }[language]);
  }
  return accept.length + reject.length > 0;
}

/** Proposes cards of documents that were taken in, and says where the drafts lie. */
export async function proposeDrafts(
  context: CommandContext,
  { names, as }: { readonly names: readonly string[]; readonly as: string | undefined },
  { drafts }: Pick<App, "drafts">,
): Promise<void> {
  if (names.length === 0) return;
  const { written, kept, more, unwritable } = await drafts.propose(names, actorNamed(as, context));
  const { report } = context;
  if (unwritable !== undefined) {
    report({
      ja: `注意: 「${unwritable}」に書き込めないため、カードの下書きは作りませんでした。`,
      en: `Warning: "${unwritable}" cannot be written, so no drafts of cards were made.`,
    });
  }
  if (kept.length > 0) {
    report({
      ja: `注意: 手が加わっている下書きはそのままにしました: ${kept.join("、")}`,
      en: `Warning: drafts that somebody has changed were left as they are: ${kept.join(", ")}`,
    });
  }
  if (more > 0) {
    report({
      ja: `注意: 下書きにできるものがほかに${more}件ありますが、一つの資料から作るのは20件までです。`,
      en: `Warning: there are ${more} more things to draft; of one document 20 drafts are made.`,
    });
  }
  if (written.length > 0) {
    report({
      ja: `カードの下書きを${written.length}件作りました（採用するまで答えには使いません）。--drafts で一覧、--accept 名前 で採用、--reject 名前 で不採用にします。`,
      en: `Drafted ${written.length} card(s); no answer uses them before they are accepted. See --drafts, --accept NAME, --reject NAME.`,
    });
  }
}

/** One line a draft: its name, what it is about, the document, where it lies. */
export async function listDrafts(
  { language, print }: CommandContext,
  { drafts }: Pick<App, "drafts">,
): Promise<void> {
  const listed = await drafts.list();
  for (const { id, name, document = "-", path } of listed) {
    await print([id, name, document, path].join("  "));
  }
  if (listed.length === 0) {
    await print(
      { ja: "カードの下書きはありません。", en: "There are no drafts of cards." }[language],
    );
  }
}
