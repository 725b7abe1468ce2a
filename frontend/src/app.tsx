import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createBrowserRouter, RouterProvider } from "react-router";

import { isApiError } from "./core/api/errors";
import { Services, ServicesProvider } from "./hooks/services";
import { routes } from "./routes";

/** So often a server that is still waking up is asked again. */
const WAKING_TRIES = 40;

/** Asking again helps where nobody answered or the server wakes up, never where it said no. */
function retry(failures: number, error: Error): boolean {
  if (isApiError(error, "starting")) return failures < WAKING_TRIES;
  const worthIt = !isApiError(error) || error.status === 0 || error.status >= 500;
  return failures < 1 && worthIt;
}

const retryDelay = (_failures: number, error: Error): number =>
  (isApiError(error) ? (error.retryAfter ?? 1) : 1) * 1000;

const queries = new QueryClient({
  defaultOptions: {
    mutations: {
      retry: (failures, error) => isApiError(error, "starting") && failures < WAKING_TRIES,
      retryDelay,
    },
    queries: {
      retry,
      retryDelay,
      staleTime: 30_000,
      refetchOnWindowFocus: false,
    },
  },
});
const services = new Services();
const router = createBrowserRouter(routes);

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <ServicesProvider value={services}>
        <RouterProvider router={router} />
      </ServicesProvider>
    </QueryClientProvider>
  );
}
