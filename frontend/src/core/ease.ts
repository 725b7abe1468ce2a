/** How easily the learner wants to reach the next patient; kept in this tab only. */

import type { Ease } from "./api/types";
import { drawer, type Drawer } from "./storage";

const EASES: readonly unknown[] = ["easier", "usual", "harder"] satisfies Ease[];

export const chosenEase = (scenario: string): Drawer<Ease> =>
  drawer(`ease:${scenario}`, (value): value is Ease => EASES.includes(value));
