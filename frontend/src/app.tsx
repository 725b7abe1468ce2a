import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createBrowserRouter, RouterProvider } from "react-router";

import { isApiError } from "./core/api/errors";
import { Services, ServicesProvider } from "./hooks/services";
import { routes } from "./routes";

/** Asking again helps where nobody answered, never where the server said no. */
const worthAsking = (error: Error): boolean =>
  !isApiError(error) || error.status === 0 || error.status >= 500;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 1 && worthAsking(error),
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
