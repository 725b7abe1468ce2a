/// <reference types="vitest/config" />
import { defineConfig } from "vite";

import { mockBackend } from "./dev/mock";

const backend = process.env["BACKEND"] ?? "http://127.0.0.1:8000";

export default defineConfig(({ mode }) => ({
  // React's automatic JSX comes from esbuild itself: no plugin needed.
  esbuild: { jsx: "automatic" },
  plugins: mode === "mock" ? [mockBackend()] : [],
  server: {
    port: 5173,
    ...(mode === "mock"
      ? {}
      : { proxy: { "/api": { target: backend, ws: true, changeOrigin: false } } }),
  },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 700, // kB before compression: the component library is most of it
    rollupOptions: {
      // "use client" means nothing to a bundle that runs in browsers only.
      onwarn: (warning, warn) => {
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
  },
}));
