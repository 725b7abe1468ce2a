/** What jsdom lacks and the pages use. */

import { afterEach, vi } from "vitest";

window.scrollTo = vi.fn();
Element.prototype.scrollIntoView = vi.fn();
HTMLMediaElement.prototype.play = () => Promise.resolve();
HTMLMediaElement.prototype.pause = vi.fn();

afterEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});
