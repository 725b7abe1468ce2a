/** What stands around every page but the call: the way in, and what this is. */

import { useEffect, useRef } from "react";
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from "react-router";

import { useSession } from "../hooks/queries";

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
        <Outlet />
      </main>
      <footer className="foot">
        <span>The patients are synthetic. Nothing said here is clinical advice.</span>
        {session.data && (
          <span>You are {session.data.name}: a demo learner, known on this computer only.</span>
        )}
        <Link to="/about#weighs">If something weighs on you</Link>
        <Link to="/about">How this works</Link>
      </footer>
      <ScrollRestoration />
    </>
  );
}
