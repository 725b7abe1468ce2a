import { Link } from "react-router";

import { useTitle } from "../hooks/page";

export function NotFoundPage() {
  useTitle("Nothing here");
  return (
    <div className="state">
      <h1>There is nothing at this address.</h1>
      <p className="quiet">
        The link may be old, or the call may have been deleted. Your own calls are still where they
        were.
      </p>
      <div className="acts">
        <Link className="btn" to="/">
          See the patients
        </Link>
        <Link className="btn plain" to="/calls">
          My calls
        </Link>
      </div>
    </div>
  );
}
