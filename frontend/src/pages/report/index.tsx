/** After the call: a letter, not a score sheet. */

import { Link, useParams } from "react-router";

import { Trouble } from "../../components/trouble";
import { isApiError } from "../../core/api/errors";
import type { Report } from "../../core/api/types";
import { measuresOf } from "../../core/report/measures";
import { letter, type Part } from "../../core/report/letter";
import { clock, capital, day, duration, firstName, pronouns } from "../../core/words";
import { useLate, useTitle } from "../../hooks/page";
import { useReport, useScenario } from "../../hooks/queries";
import { BreathRoom, useBreath } from "./breath";
import { AnswerTimes } from "./answer-times";
import { BeingMade } from "./being-made";
import { Counted } from "./counted";
import { LetterPart } from "./letter-part";
import { Moments } from "./moments";
import { OwnView } from "./own-view";
import { PlaybackProvider } from "./playback";
import "./report.css";
import { Transcript } from "./transcript";
import { WholeCall } from "./whole-call";

export function ReportPage() {
  const { id = "" } = useParams();
  const report = useReport(id);
  const late = useLate(report.isPending);
  useTitle(
    report.data ? `After your call with ${firstName(report.data.call.name)}` : "After your call",
  );
  if (report.data) return <ReportLetter report={report.data} />;
  if (report.data === null) return <BeingMade call={id} />;
  if (report.error) {
    return (
      <Trouble
        title={
          isApiError(report.error, "not_found")
            ? "There is no such call."
            : "The report didn’t arrive."
        }
        error={report.error}
        safe="What was said in the call is kept."
        onRetry={() => void report.refetch()}
      >
        <Link className="btn plain" to="/calls">
          My calls
        </Link>
      </Trouble>
    );
  }
  return late ? (
    <div className="opening" role="status" aria-busy="true" aria-label="Loading the report">
      <div className="wait" style={{ height: "1rem", width: "40%" }} />
      <div className="wait" style={{ height: "3rem", width: "75%", marginTop: 16 }} />
    </div>
  ) : null;
}

const rose = ({ trust }: Part): boolean => trust !== null && trust.after > trust.before + 1;

const BROKEN = new Set(["learner_lost", "cut_off", "server_stopped", "failed"]);

function ReportLetter({ report }: { report: Report }) {
  const { call, transcript } = report;
  const called = firstName(call.name);
  const scenario = useScenario(call.scenario);
  const their = pronouns(scenario.data?.pronouns ?? "");
  const [breathing, breathe] = useBreath();
  const broken = call.status === "cut_off" || BROKEN.has(call.reason ?? "");
  const silent = !transcript.some(({ who }) => who === "learner");
  const { helped, takeBack } = letter(report);
  if (breathing)
    return (
      <BreathRoom
        onReady={() => {
          breathe(false);
        }}
      />
    );
  return (
    <PlaybackProvider audio={report.audio}>
      <div className="opening">
        <p className="small when">
          {day(call.started_at)}. {capital(duration(call.seconds))}
        </p>
        <h1>After your call with {called}</h1>
        {silent ? null : (
          <>
            <p>
              That was not an easy talk to have. If you want a minute before reading, take it; this
              page will wait.
            </p>
            <div className="acts">
              <button
                className="btn second"
                type="button"
                onClick={() => {
                  breathe(true);
                }}
              >
                Take a minute
              </button>
              <Link to="/about#weighs">Somebody to talk to</Link>
            </div>
          </>
        )}
      </div>
      {broken && (
        <div className="notice">
          <h2>The call broke off at {clock(call.seconds)}.</h2>
          <p className="quiet">
            Everything said until then is kept, and this report covers it. Nothing after{" "}
            {clock(call.seconds)} is judged.
          </p>
        </div>
      )}
      {silent ? (
        <Nothing call={report.call} />
      ) : (
        <>
          <OwnView call={call.id} />
          {helped && (
            <LetterPart
              title={
                rose(helped)
                  ? `What helped ${their.them === "them" ? called : their.them}`
                  : "A feeling that you answered"
              }
              part={helped}
              curve={report.curve}
              speech={report.speech}
              called={called}
              their={their.their}
            />
          )}
          {takeBack && (
            <LetterPart
              title="One moment to take back up"
              part={takeBack}
              curve={report.curve}
              speech={report.speech}
              called={called}
              their={their.their}
            />
          )}
          <WholeCall report={report} called={called} />
          <Moments moments={report.moments} called={called} />
          <Counted measures={measuresOf(report)} called={called} />
          <Transcript lines={transcript} called={called} />
          <Footing report={report} their={their.their} />
        </>
      )}
    </PlaybackProvider>
  );
}

function Nothing({ call }: { call: Report["call"] }) {
  return (
    <div className="state">
      <h2>There is nothing to read yet.</h2>
      <p className="quiet">
        The call lasted {duration(call.seconds)} and no words of yours were heard. If your
        microphone was the trouble, check it and go back in; this call counts for nothing.
      </p>
      <div className="acts">
        <Link className="btn" to={`/scenarios/${call.scenario}/devices`}>
          Check the microphone
        </Link>
        <Link className="btn plain" to="/">
          Back to the patients
        </Link>
      </div>
    </div>
  );
}

function Footing({ report, their }: { report: Report; their: string }) {
  const degraded = [...new Set(report.degraded.map(degradedWords))].filter((words) => words !== "");
  return (
    <section className="section">
      <p className="quiet narrow">
        Read by written rules from the transcript and from the patient’s own recorded state, not
        from {their} face. It cannot see your face or hear your tone. Every quote is from the
        transcript, where a word may have been misheard.
      </p>
      {degraded.length > 0 && (
        <p className="quiet narrow">
          In this call some parts did less than their best: {degraded.join(" ")}
        </p>
      )}
      <AnswerTimes timings={report.timings} />
      <div className="acts">
        <button
          className="btn second"
          type="button"
          onClick={() => {
            window.print();
          }}
        >
          Print or save as PDF
        </button>
        <Link className="btn plain" to={`/scenarios/${report.call.scenario}`}>
          Talk with {firstName(report.call.name)} again
        </Link>
      </div>
    </section>
  );
}

function degradedWords(entry: unknown): string {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null) return "";
  const { instead, message, reason } = entry as Record<string, unknown>;
  const words = instead ?? message ?? reason;
  return typeof words === "string" ? words : "";
}
