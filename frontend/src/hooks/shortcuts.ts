/** Single-key shortcuts that stay out of the way of typing, and can be turned off. */

import { useEffect, useState } from "react";

import { drawer } from "../core/storage";

const kept = drawer(
  "single-keys",
  (value): value is boolean => typeof value === "boolean",
  () => localStorage,
);

export function useSingleKeys(): [on: boolean, set: (on: boolean) => void] {
  const [on, setOn] = useState(() => kept.read() ?? true);
  return [
    on,
    (next) => {
      kept.write(next);
      setOn(next);
    },
  ];
}

const TYPING = "input, textarea, select, [contenteditable], [role=alertdialog], [role=listbox]";

/** Escape always counts; a letter only outside of fields and without a modifier. */
export function useShortcuts(keys: Record<string, () => void>, letters: boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = event.target instanceof Element && event.target.closest(TYPING) !== null;
      if (event.key !== "Escape" && (typing || !letters || event.repeat)) return;
      const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, [keys, letters]);
}
