/** What the pages share: the API's client, and the learner's microphone and camera. */

import { createContext, use, type ReactNode } from "react";

import { Api } from "../core/api/client";
import { LearnerMedia } from "../core/devices/media";

export class Services {
  readonly api: Api;
  readonly media: LearnerMedia;

  constructor(api = new Api(), media = new LearnerMedia()) {
    this.api = api;
    this.media = media;
  }
}

const Context = createContext<Services | null>(null);

export function ServicesProvider({ value, children }: { value: Services; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useServices(): Services {
  const services = use(Context);
  if (services === null) throw new Error("useServices needs a ServicesProvider above it.");
  return services;
}
