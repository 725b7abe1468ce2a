/** The typed client of `/api`. Errors are always `ApiError`. */

import { drawer } from "../storage";
import { ApiError, errorFrom } from "./errors";
import type {
  CallSummary,
  HelpLine,
  Learner,
  NewCall,
  OpenedCall,
  Report,
  Scenario,
  ScenarioCard,
} from "./types";

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export interface ApiOptions {
  fetch?: Fetch;
  /** Milliseconds until a request that nobody answers is given up. */
  timeout?: number;
}

/** A report, or `null` while the server is still making it. */
export type ReportAnswer = Report | null;

/** The server's words for a report that will come. */
const STILL_BEING_MADE = new Set(["call_open", "report_not_ready"]);

/** Whether this browser was let in without an account. */
export const demo = drawer(
  "demo-learner",
  (value): value is boolean => value === true,
  () => localStorage,
);

export class Api {
  readonly #fetch: Fetch;
  readonly #timeout: number;

  constructor({ fetch: fetcher, timeout = 10_000 }: ApiOptions = {}) {
    this.#fetch = fetcher ?? ((input, init) => globalThis.fetch(input, init));
    this.#timeout = timeout;
  }

  /**
   * The learner of this browser. On the first visit it asks for a session without an account,
   * which a demo on this computer gives; elsewhere the error says that an access code is needed.
   */
  async session(): Promise<Learner> {
    try {
      return (await this.#json<{ learner: Learner }>("GET", "/session")).learner;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      const { learner } = await this.#json<{ learner: Learner }>("POST", "/session");
      demo.write(true);
      return learner;
    }
  }

  async signIn(code: string): Promise<Learner> {
    demo.clear();
    return (await this.#json<{ learner: Learner }>("POST", "/session", { access_code: code }))
      .learner;
  }

  scenarios(): Promise<ScenarioCard[]> {
    return this.#json("GET", "/scenarios");
  }

  scenario(id: string): Promise<Scenario> {
    return this.#json("GET", `/scenarios/${encodeURIComponent(id)}`);
  }

  /** Begins to voice the patient's lines ahead of the call. */
  async prepare(id: string): Promise<void> {
    await this.#json<unknown>("POST", `/scenarios/${encodeURIComponent(id)}/prepare`);
  }

  helpLines(): Promise<HelpLine[]> {
    return this.#json("GET", "/help-lines");
  }

  openCall(call: NewCall): Promise<OpenedCall> {
    return this.#json("POST", "/calls", call);
  }

  calls(): Promise<CallSummary[]> {
    return this.#json("GET", "/calls");
  }

  call(id: string): Promise<CallSummary> {
    return this.#json("GET", `/calls/${encodeURIComponent(id)}`);
  }

  async endCall(id: string): Promise<void> {
    await this.#json<unknown>("POST", `/calls/${encodeURIComponent(id)}/end`);
  }

  async report(id: string): Promise<ReportAnswer> {
    try {
      const body = await this.#json<Report | { call?: undefined }>(
        "GET",
        `/calls/${encodeURIComponent(id)}/report`,
      );
      return body.call === undefined ? null : body;
    } catch (error) {
      if (error instanceof ApiError && STILL_BEING_MADE.has(error.code)) return null;
      throw error;
    }
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      stop.abort();
    }, this.#timeout);
    try {
      const response = await this.#fetch(`/api${path}`, {
        method,
        credentials: "same-origin",
        signal: stop.signal,
        headers: {
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const parsed: unknown = await response.json().catch(() => null);
      if (!response.ok) {
        throw errorFrom(response.status, parsed, response.headers.get("retry-after"));
      }
      return parsed as T;
    } catch (error) {
      if (error instanceof ApiError) throw error;
      if (stop.signal.aborted) {
        const seconds = String(Math.round(this.#timeout / 1000));
        throw new ApiError("timeout", `The server did not answer within ${seconds} seconds.`, 0);
      }
      throw new ApiError("unreachable", "The server could not be reached.", 0);
    } finally {
      clearTimeout(timer);
    }
  }
}
