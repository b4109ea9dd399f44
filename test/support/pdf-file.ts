import { createHash } from "node:crypto";

/** A line of text on a page, by default below the one before. */
export interface PdfLine {
  readonly text: string;
  /** Points from the left and from the foot of an A4 page. */
  readonly x?: number;
  readonly y?: number;
  readonly size?: number;
}

interface PdfOptions {
  readonly title?: string;
  /** Needed to open it. */
  readonly password?: string;
}

/** A PDF of pages of lines, in a Japanese font that is not embedded. */
export function pdfOf(
  pages: readonly (readonly (string | PdfLine)[])[],
  { title, password }: PdfOptions = {},
): Buffer {
  const first = 5;
  const kids = pages.map((_, i) => `${first + i * 2} 0 R`).join(" ");
  const info = title === undefined ? "<< >>" : `<< /Title <feff${utf16(title)}> >>`;
  const bodies = pages.flatMap((lines, i) => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${first + i * 2 + 1} 0 R >>`,
    content(lines),
  ]);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UTF16-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 /W [1 [278] 2 230 500] /FontDescriptor 4 0 R >>] >>",
    "<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    ...bodies,
  ];
  return pdfFile(objects, { info, ...(password !== undefined && { password }) });
}

/** A PDF of numbered objects, the first of them the catalogue; a body that is no dictionary is a stream. */
export function pdfFile(
  objects: readonly string[],
  { info = "<< >>", password }: { readonly info?: string; readonly password?: string } = {},
): Buffer {
  const lock = password === undefined ? undefined : lockWith(password);
  let file = "%PDF-1.4\n";
  const offsets = [...objects, info].map((body, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${lock ? lock.seal(body, i + 1) : body}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const size = offsets.length + 1;
  const encrypt = lock ? `/Encrypt ${lock.dictionary} /ID [<${ID}> <${ID}>]` : "";
  const start = file.length;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
  file += `trailer\n<< /Size ${size} /Root 1 0 R /Info ${size - 1} 0 R ${encrypt} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

/** A stream with what is in it, as an object. */
export function pdfStream(data: string, entries = ""): string {
  return `<< /Length ${data.length} ${entries} >>\nstream\n${data}\nendstream`;
}

function content(lines: readonly (string | PdfLine)[]): string {
  const shows = lines.map((line, i) => {
    const {
      text,
      x = 60,
      y = 770 - i * 18,
      size = 10.5,
    } = typeof line === "string" ? { text: line } : line;
    return `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm <${utf16(text)}> Tj ET`;
  });
  return pdfStream(shows.join("\n"));
}

function utf16(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("hex");
}

const ID = "00112233445566778899aabbccddeeff";
const PADDING = Buffer.from(
  "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a",
  "hex",
);

/** The oldest lock of PDF (RC4, 40 bits), of which every reader has the key hole. */
function lockWith(password: string) {
  const padded = Buffer.concat([Buffer.from(password, "latin1"), PADDING]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(padded, owner, permissions, Buffer.from(ID, "hex")).subarray(0, 5);
  const user = rc4(key, PADDING);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString("hex")}> /U <${user.toString("hex")}> /P -4 >>`,
    seal(body: string, number: number): string {
      const own = md5(key, Buffer.from([number, number >> 8, 0, 0, 0])).subarray(0, 10);
      const sealed = (data: string, as: "hex" | "latin1") =>
        rc4(own, Buffer.from(data, "latin1")).toString(as);
      return body
        .replace(/\((\w+)\)/gu, (_, text) => `<${sealed(text, "hex")}>`)
        .replace(/(?<=stream\n).*(?=\nendstream)/su, (data) => sealed(data, "latin1"));
    },
  };
}

function md5(...parts: readonly Buffer[]): Buffer {
  return createHash("md5").update(Buffer.concat(parts)).digest();
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number) => state[i & 255] ?? 0;
  const swap = (i: number, j: number) => {
    [state[i & 255], state[j & 255]] = [at(j), at(i)];
  };
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j += at(i) + (key[i % key.length] ?? 0);
    swap(i, j);
  }
  j = 0;
  return Buffer.from(
    data.map((byte, i) => {
      j += at(i + 1);
      swap(i + 1, j);
      return byte ^ at(at(i + 1) + at(j));
    }),
  );
}
