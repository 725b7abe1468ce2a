/**
 * Whether the learner wants the sound of the next call with a patient recorded.
 *
 * Asked anew before each patient and kept in this tab only. Who does not choose is not recorded:
 * silence is not consent, and nobody is held up by a question.
 */
import { drawer, type Drawer } from "./storage";

export const consent = (scenario: string): Drawer<boolean> =>
  drawer(`consent:${scenario}`, (value): value is boolean => typeof value === "boolean");
