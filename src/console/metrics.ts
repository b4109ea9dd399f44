import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the server tells of itself in Prometheus' format: counts and times, nothing of what was said. */
export interface Metrics {
  observe(request: {
    readonly method: string;
    /** The pattern of the path, not the path. */
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  text(): Promise<string>;
  readonly contentType: string;
}

interface Sizes {
  readonly passages: () => Promise<number>;
  readonly events: () => Promise<number>;
}

export function createMetrics({ passages, events }: Sizes): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];
  const seconds = new Histogram({
    name: "musubi_http_request_seconds",
    help: "How long requests took",
    labelNames: ["method", "route"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const requests = new Counter({
    name: "musubi_http_requests_total",
    help: "Requests that were answered",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      ...{ name, help, registers },
      async collect() {
        this.set(await read());
      },
    });
  gauge("musubi_passages", "Passages that answers can come from", passages);
  gauge("musubi_ledger_events", "Events of the ledger", events);
  return {
    observe({ method, route, status, seconds: taken }) {
      seconds.observe({ method, route }, taken);
      requests.inc({ method, route, status });
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
