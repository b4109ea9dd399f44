import type { Bilingual } from "../errors.ts";
import { CONFIDENTIALITIES, ORGANISATION_TYPES, SEED_TYPES } from "../ledger/vocabulary.ts";
import { type Organisation, type Seed, STATUS_LABELS } from "../partners/records.ts";
import type { Language } from "../text/language.ts";

/** An organisation in a line, with how many seeds it has. */
export function partnerAsLine(
  { key, name, type, prefecture, asOf }: Organisation,
  seeds: number,
  language: Language,
): string {
  const kind = ORGANISATION_TYPES[type][language];
  if (language === "en") {
    const what = [kind, prefecture, `as of ${asOf}`].filter(Boolean).join(", ");
    return `${key}  ${name} (${what})  ${seeds} ${seeds === 1 ? "seed" : "seeds"}`;
  }
  const what = [kind, prefecture, `${asOf}時点`].filter(Boolean).join("、");
  return `${key}  ${name}（${what}） シーズ${seeds}件`;
}

/** All that is known of an organisation or a seed, a line each. */
export function partnerAsText(record: Organisation | Seed, language: Language): string {
  const own = "title" in record ? ofSeed(record, language) : ofOrganisation(record, language);
  const rows: readonly Row[] = [
    ...own,
    [{ ja: "公開範囲", en: "Disclosure" }, CONFIDENTIALITIES[record.disclosure][language]],
    [{ ja: "状態", en: "Status" }, STATUS_LABELS[record.status][language]],
    [{ ja: "有効期限", en: "Expires on" }, record.expiresOn],
    [{ ja: "時点", en: "As of" }, record.asOf],
  ];
  return rows.flatMap(([title, text]) => (text ? [`${title[language]}: ${text}`] : [])).join("\n");
}

type Row = readonly [Bilingual, string | undefined];

const ORGANISATION_ID = { ja: "機関ID", en: "Organisation id" };
const NAME = { ja: "名前", en: "Name" };
const TYPE = { ja: "種別", en: "Type" };

function ofSeed(seed: Seed, language: Language): readonly Row[] {
  return [
    [{ ja: "シーズID", en: "Seed id" }, seed.key],
    [ORGANISATION_ID, seed.organisation],
    [NAME, seed.title],
    [TYPE, SEED_TYPES[seed.type][language]],
    [{ ja: "説明", en: "Description" }, seed.description],
    [{ ja: "キーワード", en: "Keywords" }, seed.keywords.join("、")],
    [{ ja: "利用条件", en: "Conditions" }, seed.conditions],
    [{ ja: "利用可否", en: "Availability" }, seed.availability],
  ];
}

function ofOrganisation(organisation: Organisation, language: Language): readonly Row[] {
  const { prefecture, municipality } = organisation;
  return [
    [ORGANISATION_ID, organisation.key],
    [NAME, organisation.name],
    [TYPE, ORGANISATION_TYPES[organisation.type][language]],
    [{ ja: "所在地", en: "Place" }, [prefecture, municipality].filter(Boolean).join("")],
    [{ ja: "分野", en: "Fields" }, organisation.fields.join("、")],
    [{ ja: "概要", en: "Description" }, organisation.description],
    [{ ja: "URL", en: "URL" }, organisation.url],
  ];
}
