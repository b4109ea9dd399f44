import { html, raw } from "hono/html";
import type { Piece } from "../page.ts";

/** A bar of a chart: its name, how long it is, and what stands at its end. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly label: string;
}

const INK = "var(--ink)";
const QUIET = "var(--quiet)";
const LINE = "var(--line)";
/** Narrow enough that its letters can be read where a phone shows all of it. */
const WIDTH = 400;
const ROW_HEIGHT = 27;

/** Bars that lie below one another, the first on top. */
export function lyingBars(
  bars: readonly Bar[],
  { title, labelWidth = 80 }: { readonly title: string; readonly labelWidth?: number },
): Promise<Piece> {
  const ordered = [...bars].reverse();
  return draw(title, {
    width: WIDTH,
    height: bars.length * ROW_HEIGHT + 12,
    option: {
      grid: { left: 4, right: labelWidth, top: 4, bottom: 4, outerBoundsMode: "same" },
      xAxis: { type: "value", show: false, max: Math.max(1, ...bars.map(({ value }) => value)) },
      yAxis: {
        type: "category",
        data: ordered.map(({ name }) => name),
        axisLine: { lineStyle: { color: LINE } },
        axisTick: { show: false },
        axisLabel: { color: INK, fontSize: 12 },
      },
      series: [
        {
          type: "bar",
          barWidth: 14,
          itemStyle: { color: "var(--bar)" },
          label: endLabel("right"),
          data: ordered.map(({ value, label }) => ({ value, label: { formatter: label } })),
        },
      ],
    },
  });
}

/** Bars that stand beside one another, for what goes on in time. */
export function standingBars(
  bars: readonly Bar[],
  { title }: { readonly title: string },
): Promise<Piece> {
  return draw(title, {
    width: WIDTH,
    height: 230,
    option: {
      grid: { left: 4, right: 8, top: 24, bottom: 4, outerBoundsMode: "same" },
      xAxis: {
        type: "category",
        data: bars.map(({ name }) => name),
        axisLine: { lineStyle: { color: LINE } },
        axisTick: { show: false },
        axisLabel: { color: QUIET, fontSize: 12 },
      },
      yAxis: {
        type: "value",
        minInterval: 1,
        axisLabel: { color: QUIET, fontSize: 12 },
        splitLine: { lineStyle: { color: LINE } },
      },
      series: [
        {
          type: "bar",
          barMaxWidth: 34,
          itemStyle: { color: "var(--bar)" },
          label: { ...endLabel("top"), show: bars.length <= 14 },
          data: bars.map(({ value, label }) => ({ value, label: { formatter: label } })),
        },
      ],
    },
  });
}

function endLabel(position: "right" | "top") {
  return { show: true, position, color: INK, fontSize: 12, textBorderWidth: 0 };
}

/**
 * Draws a chart without a browser. The colours are variables of the page, so that one drawing is right
 * in light and dark; styles become attributes, as a strict policy allows none in a page.
 */
async function draw(
  title: string,
  {
    width,
    height,
    option,
  }: { readonly width: number; readonly height: number; readonly option: object },
): Promise<Piece> {
  const { init } = await library();
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: "inherit" }, ...option });
    return html`<div class="chart" role="region" tabindex="0" aria-label="${title}">${raw(withoutStyles(chart.renderToSVGString(), title))}</div>`;
  } finally {
    chart.dispose();
  }
}

/** Loaded when the first chart is drawn: most visitors never see one. */
async function library() {
  const [core, { BarChart }, { GridComponent }, { SVGRenderer }] = await Promise.all([
    import("echarts/core"),
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
  ]);
  core.use([BarChart, GridComponent, SVGRenderer]);
  return core;
}

function withoutStyles(svg: string, title: string): string {
  return svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/gu, "")
    .replace(/ style="([^"]*)"/gu, (_, style: string) => attributesOf(style))
    .replace(/ (?:class|ecmeta_\w+|pointer-events|xmlns:xlink|baseProfile|version)="[^"]*"/gu, "")
    .replace("<svg", `<svg role="img" aria-label="${title.replace(/["&<>]/gu, "")}"`);
}

function attributesOf(style: string): string {
  const rules = style.split(";").flatMap((rule) => {
    const [name, value] = rule.split(":");
    return name && value ? [` ${name.trim()}="${value.trim()}"`] : [];
  });
  return rules.join("");
}
