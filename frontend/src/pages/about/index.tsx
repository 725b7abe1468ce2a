/** How this works, and where to turn when a talk stays with one. */

import { HelpLines } from "../../components/help-lines";
import { useTitle } from "../../hooks/page";

export function AboutPage() {
  useTitle("How this works");
  return (
    <>
      <div className="opening">
        <h1>How this works</h1>
        <p>
          You talk with somebody who does not exist, so that the words come easier with somebody who
          does.
        </p>
      </div>
      <div className="read" style={{ maxWidth: "var(--measure)" }}>
        <p>
          The patients are programs. Each has a written life, a state of mind that your words move,
          and things they tell only when they feel safe enough. They hear you, answer in their own
          voice, and can be interrupted. They can also mishear you, and be wrong.
        </p>
        <p>
          Nothing that a patient says is a fact about medicine, and nothing here is clinical advice.
          No call is a test. There is no grade.
        </p>
        <p>
          Your voice, your picture and your words go to the server of this page and to nobody else.
          The words of a call are kept for your report. Sound is kept only when you said so before
          the call, and your camera picture is never stored.
        </p>
      </div>
      <section className="section" id="weighs">
        <h2>If something weighs on you</h2>
        <div className="read" style={{ maxWidth: "var(--measure)", marginTop: "var(--s4)" }}>
          <p>
            These talks can touch what you have lived through, or what you met on the ward last
            week. That is no weakness. You can hang up, and you need not explain.
          </p>
          <p>
            Tell somebody you trust today: a friend, a colleague, your program’s wellbeing service,
            your own doctor. If you think of harming yourself, talk to one of these now.
          </p>
          <HelpLines />
        </div>
      </section>
    </>
  );
}
