/** A measure's figure in words, and its dots. Pure. */

import type { Measure, Report } from "../api/types";
import { clock } from "../words";

const DOTS_AT_MOST = 14;

export const measuresOf = (report: Report): Measure[] =>
  Array.isArray(report.measures) ? report.measures : Object.values(report.measures);

export interface Dots {
  on: number;
  of: number;
}

export function dots({ numerator, denominator, use }: Measure): Dots | null {
  if (use === "show" || numerator == null || denominator == null) return null;
  if (denominator < 1 || denominator > DOTS_AT_MOST || !Number.isInteger(numerator)) return null;
  return { on: numerator, of: denominator };
}

export function figure(measure: Measure, called: string): string {
  const { id, value, unit, numerator, denominator, parts } = measure;
  if (id === "talk_share" && value !== null) {
    const you = Math.round(unit === "%" ? value : value * 100);
    return `You ${String(you)}, ${called} ${String(100 - you)}`;
  }
  if (id === "questions" && parts?.["open"] !== undefined && parts["closed"] !== undefined) {
    return `${String(parts["open"])} open, ${String(parts["closed"])} closed`;
  }
  if (numerator != null && denominator != null && Number.isInteger(numerator)) {
    return `${String(numerator)} of ${String(denominator)}`;
  }
  if (value === null) return "Not counted";
  if (["s", "second", "seconds"].includes(unit)) {
    return value < 60 ? `${String(Math.round(value))} seconds` : `${clock(value)} minutes`;
  }
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(1);
  return unit === "" || unit === "count" ? shown : `${shown} ${unit}`;
}
