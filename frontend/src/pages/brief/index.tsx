/** Before the call: the chart, the task, what this is, who sees what. */

import { useEffect, useState } from "react";
import { Button, Radio, RadioGroup, Label } from "react-aria-components";
import { Link, useParams } from "react-router";

import { FullMachine } from "../../components/full-machine";
import { Portrait } from "../../components/portrait";
import { reason, Trouble } from "../../components/trouble";
import { isApiError } from "../../core/api/errors";
import type { Ease, Scenario } from "../../core/api/types";
import { consent } from "../../core/consent";
import { chosenEase } from "../../core/ease";
import { firstName, list, sentence, typeset } from "../../core/words";
import { useOpenCall } from "../../hooks/open-call";
import { useLate, useTitle } from "../../hooks/page";
import { useScenario } from "../../hooks/queries";
import { useServices } from "../../hooks/services";
import "./brief.css";
import { ChartNote } from "./chart-note";
import { Voicing } from "./voicing";

export function BriefPage() {
  const { id = "" } = useParams();
  const scenario = useScenario(id);
  const late = useLate(scenario.isPending);
  useTitle(scenario.data ? `Before you meet ${scenario.data.name}` : "Before you go in");
  usePrepared(scenario.data);
  if (scenario.data) return <Brief scenario={scenario.data} />;
  if (scenario.error) {
    return (
      <Trouble
        title={
          isApiError(scenario.error, "not_found")
            ? "There is no such patient."
            : "The chart didn’t arrive."
        }
        error={scenario.error}
        onRetry={() => void scenario.refetch()}
      >
        <Link className="btn plain" to="/">
          Back to the patients
        </Link>
      </Trouble>
    );
  }
  return late ? (
    <div className="opening" role="status" aria-busy="true" aria-label="Loading the chart">
      <div className="wait" style={{ height: "3rem", width: "80%" }} />
      <div className="wait" style={{ height: "1.25rem", width: "60%", marginTop: 24 }} />
    </div>
  ) : null;
}

/** The patient's lines are voiced while the learner reads. */
function usePrepared(scenario: Scenario | undefined) {
  const { api } = useServices();
  const id = scenario?.id;
  useEffect(() => {
    // Nothing is lost when this fails: lines that are not ready are spoken live.
    if (id !== undefined) void api.prepare(id).catch(() => undefined);
  }, [api, id]);
}

function Brief({ scenario }: { scenario: Scenario }) {
  const open = useOpenCall();
  const called = firstName(scenario.name);
  const typing = () => {
    open.mutate({ scenario: scenario.id, typedOnly: true, microphone: false, camera: false });
  };
  if (isApiError(open.error, "machine_full")) {
    return <FullMachine key={open.failureCount} error={open.error} onRetry={typing} />;
  }
  return (
    <>
      <div className="opening">
        <h1>Before you meet {scenario.name}</h1>
        <p>{sentence(typeset(scenario.setting))}</p>
      </div>
      <div className="brief">
        <div className="stack-l">
          <section>
            <h2>What you are here to do</h2>
            <p className="read">{typeset(scenario.brief.task)}</p>
          </section>
          <section>
            <h2>From the chart</h2>
            <ChartNote lines={scenario.brief.chart} />
          </section>
          <section>
            <h2>What is practiced</h2>
            <ol className="task">
              {scenario.objectives.map((objective) => (
                <li key={objective}>{sentence(typeset(objective))}</li>
              ))}
            </ol>
          </section>
          <section>
            <h2>Before you start</h2>
            <div className="read">
              <p>
                {called} is not a real person. What {called} says comes from a program that can
                mishear you and be wrong, and nothing of it is a fact about medicine.
              </p>
              <p>
                This is practice, not a test. There is no grade. If it becomes too much, take a
                time-out: the clock stops, and {called} does not notice. Or hang up. Nobody is told
                that you did.
              </p>
            </div>
            {scenario.content_note && (
              <p className="quiet touches">
                <strong>Touches on</strong> {list(scenario.content_note.themes)}.{" "}
                {typeset(scenario.content_note.text)} <Link to="/">Choose somebody else</Link>
              </p>
            )}
          </section>
          {scenario.privacy.length > 0 && (
            <section>
              <h2>Who sees what</h2>
              <ul className="quiet stack-s">
                {scenario.privacy.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <aside className="stack-l" aria-label="Going in">
          <Portrait
            className="portrait"
            src={scenario.portrait}
            alt={`${scenario.name}, ${String(scenario.age)}`}
            size={512}
          />
          <div>
            {scenario.eases.length > 1 && <HowHard scenario={scenario.id} called={called} />}
            <Consent scenario={scenario.id} />
            <div className="acts going-in">
              <Link className="btn" to={`/scenarios/${scenario.id}/devices`}>
                Check sound and camera
              </Link>
              <Button className="btn plain" onPress={typing} isDisabled={open.isPending}>
                {open.isPending ? "Going in …" : "Only type"}
              </Button>
            </div>
            {open.error && (
              <p className="err" role="alert">
                {reason(open.error)}
              </p>
            )}
            <Voicing scenario={scenario} />
          </div>
        </aside>
      </div>
    </>
  );
}

function HowHard({ scenario, called }: { scenario: string; called: string }) {
  const kept = chosenEase(scenario);
  const [ease, setEase] = useState<string>(kept.read() ?? "usual");
  return (
    <RadioGroup
      className="consent"
      value={ease}
      onChange={(value) => {
        kept.write(value as Ease);
        setEase(value);
      }}
    >
      <Label className="legend">How easily may {called} be reached?</Label>
      <Choice value="easier" hint="Trusts sooner, waits longer.">
        Easier
      </Choice>
      <Choice value="usual" hint="As this person was written.">
        As written
      </Choice>
      <Choice value="harder" hint="Warier from the first word, and out of patience sooner.">
        Harder
      </Choice>
    </RadioGroup>
  );
}

function Consent({ scenario }: { scenario: string }) {
  const kept = consent(scenario);
  const [recorded, setRecorded] = useState(kept.read() ?? false);
  return (
    <RadioGroup
      className="consent"
      value={recorded ? "yes" : "no"}
      onChange={(value) => {
        kept.write(value === "yes");
        setRecorded(value === "yes");
      }}
    >
      <Label className="legend">May the sound be recorded?</Label>
      <Choice value="no" hint="Only the words are kept, for your report.">
        No
      </Choice>
      <Choice value="yes" hint="Both voices, so that you can hear moments again. Only you can.">
        Yes
      </Choice>
      <p className="hint">
        “No” stands until you change it: silence is not consent. Your camera picture is never
        stored. The call works the same either way.
      </p>
    </RadioGroup>
  );
}

function Choice({ value, hint, children }: { value: string; hint: string; children: string }) {
  return (
    <Radio className="choice" value={value}>
      <span className="dot" aria-hidden="true" />
      <span>
        {children}
        <span className="hint">{hint}</span>
      </span>
    </Radio>
  );
}
