import { describe, expect, test } from "vitest";
import { recogniseSecrets } from "../../src/discretion/recognise-secrets.ts";
import { redact } from "../../src/discretion/redact.ts";
import { ENDS, growthOf, PIECES, repeated, TOO_MUCH } from "../support/growth.ts";
import { scaled } from "../support/scale.ts";

describe("redaction", () => {
  test.each([
    ["電話は086-251-1234です", "電話は〔電話番号〕です"],
    ["電話は０８６－２５１－１２３４です", "電話は〔電話番号〕です"],
    ["(03)1234-5678まで", "〔電話番号〕まで"],
    ["+81-90-1234-5678にどうぞ", "〔電話番号〕にどうぞ"],
    ["携帯は09012345678", "携帯は〔電話番号〕"],
    ["0120-123-456へ", "〔電話番号〕へ"],
    ["taro.yamada@example.co.jp に送って", "〔メール〕 に送って"],
    ["<@U012AB3CD> さん、<#C0123456789|general> へ", "〔Slack ID〕 さん、〔Slack ID〕 へ"],
    ["U012AB3CD45に聞いて", "〔Slack ID〕に聞いて"],
    ["〒700-0011 岡山県岡山市北区学南町1丁目2-3に来て", "〔住所〕に来て"],
    ["岡山市北区芳賀5301番地の近く", "〔住所〕の近く"],
    ["担当の佐藤です", "担当の〔氏名〕です"],
    ["山田太郎様にお伝えください", "〔氏名〕様にお伝えください"],
    ["高橋部長と話した", "〔氏名〕部長と話した"],
    ["Dr. Tanaka knows", "〔氏名〕 knows"],
  ])("takes out of %j what is personal", (text, redacted) => {
    expect(redact(text).text).toBe(redacted);
  });

  test.each([
    "支援措置208003の予算は56,000千円でしたか",
    "SRC15型の試験炉は平成13年度（2001年度）の整備ですか",
    "2024-11-28から3か月以内に0.05mmの精度で1,000個",
    "岡山県工業技術センターの集束イオンビーム装置",
    "お客様の声を集める方法、皆様のご意見",
    "産業クラスター計画は約10,700社、約290大学",
    "岡山市内の中小企業は何社ですか",
    "第2回地域経済産業分科会の資料",
  ])("leaves %j as it is", (text) => {
    expect(redact(text).text).toBe(text);
  });

  test("takes out the names it was given, however they are written", () => {
    const names = ["株式会社ミナト電工", "Setouchi Fine Parts Co., Ltd."];

    expect(redact("（株）ミナト 電工と setouchi fine parts の件", { names }).text).toBe(
      "〔名称〕と 〔名称〕 の件",
    );
    expect(redact("ミナトの電工場", { names }).text).toBe("ミナトの電工場");
  });

  test("tells where it found what", () => {
    const text = "電話は086-251-1234、山田様";

    expect(
      redact(text).found.map(({ kind, start, end }) => [kind, text.slice(start, end)]),
    ).toEqual([
      ["phone", "086-251-1234"],
      ["person", "山田"],
    ]);
  });

  test("takes a time in proportion to the length of the text", () => {
    const pieces = [
      ...PIECES,
      "0",
      "0-",
      "岡山市",
      "a@",
      "U0",
      "担当の",
      "佐藤",
      "株式会社",
      "配合",
    ];
    const chosen = pieces.slice(0, scaled(pieces.length, pieces.length));
    const slow = chosen.flatMap((piece) =>
      ENDS.slice(0, scaled(ENDS.length, 1))
        .filter((end) => {
          const read = (text: string) => [redact(text), recogniseSecrets(text)];
          return growthOf(read, repeated(piece, end)) >= TOO_MUCH;
        })
        .map((end) => `${piece} ${end}`),
    );

    expect(slow).toEqual([]);
  });
});
