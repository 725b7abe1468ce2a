import type { RouteObject } from "react-router";

import { Shell } from "./components/shell";
import { AboutPage } from "./pages/about";
import { BriefPage } from "./pages/brief";
import { CallsPage } from "./pages/calls";
import { CataloguePage } from "./pages/catalogue";
import { DevicesPage } from "./pages/devices";
import { ErrorPage } from "./pages/error";
import { NotFoundPage } from "./pages/not-found";

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <></>,
    children: [
      { path: "/", element: <CataloguePage /> },
      { path: "/scenarios/:id", element: <BriefPage /> },
      { path: "/scenarios/:id/devices", element: <DevicesPage /> },
      { path: "/calls", element: <CallsPage /> },
      {
        path: "/calls/:id/report",
        lazy: async () => ({ Component: (await import("./pages/report")).ReportPage }),
      },
      { path: "/about", element: <AboutPage /> },
      { path: "*", element: <NotFoundPage /> },
    ],
  },
  {
    path: "/calls/:id",
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <></>,
    lazy: async () => ({ Component: (await import("./pages/call")).CallPage }),
  },
];
