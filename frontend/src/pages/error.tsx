/** The last net: something in a page itself broke. */

import { Link, useRouteError } from "react-router";

import { Trouble } from "../components/trouble";
import { useTitle } from "../hooks/page";

export function ErrorPage() {
  useTitle("Something broke");
  const error = useRouteError();
  return (
    <main className="page">
      <Trouble
        title="This page broke."
        error={error}
        onRetry={() => {
          window.location.reload();
        }}
      >
        <Link className="btn plain" to="/">
          Back to the patients
        </Link>
      </Trouble>
    </main>
  );
}
