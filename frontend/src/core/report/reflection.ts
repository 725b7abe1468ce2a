/** The learner's own view, kept in this tab only. */

import { drawer, type Drawer } from "../storage";

export interface Reflection {
  stays: string;
  differently: string;
}

const isReflection = (value: unknown): value is Reflection =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Reflection).stays === "string" &&
  typeof (value as Reflection).differently === "string";

export const reflectionOn = (call: string): Drawer<Reflection> =>
  drawer(`reflection:${call}`, isReflection);
