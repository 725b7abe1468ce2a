/** What stands around every page but the call: the way in, and what this is. */

import { useEffect, useRef } from "react";
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from "react-router";

import { demo } from "../core/api/client";
import { isApiError } from "../core/api/errors";
import { useSession } from "../hooks/queries";
import { Door } from "./door";

/** The server lets nobody in without a code. */
const DOOR = new Set(["access_code_needed", "access_code_wrong", "too_many_tries"]);

/** After a turn to another page, reading starts at its beginning. */
function useReadingStart() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

export function Shell() {
  const main = useReadingStart();
  const { pathname } = useLocation();
  const session = useSession();
  const patients = pathname === "/" || pathname.startsWith("/scenarios");
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="top">
        <Link className="name" to="/">
          Synthetic Patients
        </Link>
        <nav aria-label="Main">
          <ul>
            <li>
              <Link to="/" {...(patients ? { "aria-current": "page" as const } : {})}>
                Patients
              </Link>
            </li>
            <li>
              <NavLink to="/calls">My calls</NavLink>
            </li>
          </ul>
        </nav>
      </header>
      <main id="main" className="page" ref={main} tabIndex={-1}>
        {isApiError(session.error) && DOOR.has(session.error.code) ? (
          <Door error={session.error} />
        ) : (
          <Outlet />
        )}
      </main>
      <footer className="foot">
        <span>The patients are synthetic. Nothing said here is clinical advice.</span>
        {session.data && demo.read() === true && (
          <span>You are a demo learner, known on this computer only.</span>
        )}
        <Link to="/about#weighs">If something weighs on you</Link>
        <Link to="/about">How this works</Link>
      </footer>
      <ScrollRestoration />
    </>
  );
}
