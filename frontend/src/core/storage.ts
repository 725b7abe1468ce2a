/** A small typed drawer in the browser's storage that survives a full or forbidden one. */
export interface Drawer<T> {
  read(): T | null;
  write(value: T): void;
  clear(): void;
}

export function drawer<T>(
  key: string,
  accepts: (value: unknown) => value is T,
  storage: () => Storage = () => sessionStorage,
): Drawer<T> {
  return {
    read() {
      try {
        const found: unknown = JSON.parse(storage().getItem(key) ?? "null");
        return accepts(found) ? found : null;
      } catch {
        return null; // Private windows may forbid storage: then nothing is remembered.
      }
    },
    write(value) {
      try {
        storage().setItem(key, JSON.stringify(value));
      } catch {
        // Same: the page works on, and forgets on reload.
      }
    },
    clear() {
      try {
        storage().removeItem(key);
      } catch {
        // Same.
      }
    },
  };
}
