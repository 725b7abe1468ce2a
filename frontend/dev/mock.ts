/**
 * A stand-in for the server, for development and tests only: `npm run mock`.
 *
 * It answers `/api` from made-up data and plays a short scripted talk over the signalling socket.
 * The patient's picture comes from a second peer inside the page itself (`mock/patient-peer.ts`).
 */

import { readFileSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";
import { WebSocketServer } from "ws";

import type { Report, Who } from "../src/core/api/types";
import { CALLS, SCENARIOS } from "./mock/data";
import { REPORTS } from "./mock/reports";
import { hum } from "./mock/sound";
import { Talk } from "./mock/talk";

const CAST = fileURLToPath(new URL("../../avatar/cast/", import.meta.url));
const PEER = "/dev/mock/patient-peer.ts";

/** Pictures in place of portraits that are not made yet: a folder with `<first name>.jpg`. */
const STAND_INS = process.env["MOCK_PORTRAITS"];

class Backend {
  readonly #talks = new Map<string, Talk>();
  #calls = 0;
  #voiced = 0;

  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const url = new URL(request.url ?? "/", "http://mock");
    if (!url.pathname.startsWith("/api/")) return false;
    const path = url.pathname.slice(5).split("/");
    const send = (status: number, body: unknown) => {
      response.statusCode = status;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(body));
    };
    const missing = (what: string) => {
      send(404, { error: { code: "not_found", message: `There is no such ${what}.` } });
    };
    if (request.method !== "GET" && path[0] === "calls" && path.length === 1) {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        this.#open(JSON.parse(body) as { scenario: string; typed_only?: boolean }, send);
      });
      return true;
    }
    const [room, id = "", part] = path;
    if (room === "session") send(200, { learner: { id: "demo", name: "Demo learner" } });
    else if (room === "health") send(200, { status: "ok", engines: {}, problems: [] });
    else if (room === "scenarios" && id === "") send(200, SCENARIOS);
    else if (room === "scenarios" && part === "portrait.jpg") portrait(id, response, missing);
    else if (room === "scenarios" && part === "prepare") send(202, {});
    else if (room === "scenarios") {
      const scenario = SCENARIOS.find((one) => one.id === id);
      this.#voiced = Math.min(120, this.#voiced + 9);
      if (scenario === undefined) missing("scenario");
      else send(200, { ...scenario, prepared: { done: this.#voiced, total: 120 } });
    } else if (room === "calls" && id === "") send(200, CALLS);
    else if (room === "calls" && part === "report") {
      const report = REPORTS[id];
      if (report === "making") {
        send(409, { error: { code: "report_not_ready", message: "The report is being made." } });
      } else if (report !== undefined) send(200, report);
      else if (this.#talks.has(id)) send(200, REPORTS["example"]);
      else missing("call");
    } else if (room === "calls" && part === "recording") {
      recording(path[3] === "learner.ogg" ? "learner" : "patient", request, response);
    } else if (room === "calls" && part === undefined) {
      const call = CALLS.find((one) => one.id === id);
      if (call !== undefined) send(200, call);
      else if (this.#talks.get(id)?.open === true) send(200, { ...CALLS[0], id, status: "open" });
      else if (this.#talks.has(id)) send(200, { ...CALLS[0], id, status: "ended" });
      else missing("call");
    } else missing("address");
    return true;
  }

  #open(
    body: { scenario: string; typed_only?: boolean },
    send: (status: number, body: unknown) => void,
  ): void {
    if (process.env["MOCK_FULL"] === "1") {
      send(503, {
        error: { code: "machine_full", message: "Two calls are running.", retry_after: 90 },
      });
      return;
    }
    const id = `mock-${String(++this.#calls)}`;
    this.#talks.set(id, new Talk(body.scenario, body.typed_only ?? false));
    send(201, { id, resume_token: "secret", signal: `/api/calls/${id}/signal`, ice_servers: [] });
  }

  listen(server: Server): void {
    const sockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      const found = /^\/api\/calls\/([^/]+)\/(signal|patient)/.exec(request.url ?? "");
      if (found === null) return;
      const talk = this.#talks.get(found[1]!);
      sockets.handleUpgrade(request, socket, head, (client) => {
        if (talk === undefined) {
          client.send(
            JSON.stringify({
              type: "error",
              error: { code: "not_found", message: "There is no such call." },
            }),
          );
          client.close(4404);
        } else if (found[2] === "signal") talk.join(client);
        else talk.answerWith(client);
      });
    });
  }
}

/** The example's sound, by ranges, so that the browser can seek in it. */
function recording(who: Who, request: IncomingMessage, response: ServerResponse): void {
  const { speech, call } = REPORTS["example"] as Report;
  const spans = speech.filter((span) => span.who === who);
  const file = hum(spans, call.seconds, who === "learner" ? 220 : 330);
  const asked = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "");
  const from = Number(asked?.[1] ?? 0);
  const to = asked?.[2] ? Number(asked[2]) : file.length - 1;
  response.statusCode = asked === null ? 200 : 206;
  response.setHeader("content-type", "audio/wav");
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("content-length", to - from + 1);
  if (asked !== null) response.setHeader("content-range", `bytes ${from}-${to}/${file.length}`);
  response.end(file.subarray(from, to + 1));
}

function portrait(id: string, response: ServerResponse, missing: (what: string) => void): void {
  for (const path of [
    `${CAST}${id}/portrait.jpg`,
    STAND_INS === undefined ? null : `${STAND_INS}/${id.split("-")[0]!}.jpg`,
  ]) {
    if (path === null) continue;
    try {
      const picture = readFileSync(path);
      response.setHeader("content-type", "image/jpeg");
      response.end(picture);
      return;
    } catch {
      continue; // The next place may have it.
    }
  }
  missing("portrait");
}

export function mockBackend(): Plugin {
  return {
    name: "mock-backend",
    transformIndexHtml: () => [
      { tag: "script", attrs: { type: "module", src: PEER }, injectTo: "body" },
    ],
    configureServer(server) {
      const backend = new Backend();
      if (server.httpServer !== null) backend.listen(server.httpServer as Server);
      server.middlewares.use((request, response, next) => {
        if (!backend.answer(request, response)) next();
      });
    },
  };
}
