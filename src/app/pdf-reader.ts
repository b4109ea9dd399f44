import type { PdfReader } from "../documents/pdf/read-pdf.ts";

/** The reader of PDFs, loaded with the first of them: whoever asks a question need not wait for it. */
export function pdfReaderWhenUsed(): PdfReader {
  let reader: PdfReader | undefined;
  return {
    async read(file, options) {
      const { createPdfReader } = await import("../documents/pdf/read-pdf.ts");
      reader ??= createPdfReader();
      return reader.read(file, options);
    },
    close: () => reader?.close(),
  };
}
