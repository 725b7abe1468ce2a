import { Link } from "react-router";

import { Portrait } from "../../components/portrait";
import type { ScenarioCard } from "../../core/api/types";
import { capital, difficulty, list, pronouns, sentence, typeset } from "../../core/words";

export function PatientRow({ scenario }: { scenario: ScenarioCard }) {
  const { their, them } = pronouns(scenario.pronouns);
  const themes = scenario.content_note?.themes ?? [];
  return (
    <li className="patient">
      <Portrait
        className="face"
        src={scenario.portrait}
        alt=""
        size={384}
        missing={`${capital(their)} face is still being made. You can hear ${them} and read ${their} words.`}
      />
      <div className="said-col">
        <p className="line">
          {typeset(scenario.opening_line ? `“${scenario.opening_line}”` : scenario.who)}
        </p>
        <div className="idc">
          <h2 className="pname">
            <Link to={`/scenarios/${scenario.id}`}>
              {scenario.name}, {scenario.age}
            </Link>
          </h2>
        </div>
        <div className="more">
          <p className="who">
            {sentence(typeset(scenario.opening_line ? scenario.who : scenario.setting))}
          </p>
          {scenario.practise[0] && (
            <p className="practise">
              <span className="quiet">To practice:</span> {sentence(typeset(scenario.practise[0]))}
            </p>
          )}
        </div>
      </div>
      <dl className="facts">
        <Fact name="Conversation">{scenario.title}</Fact>
        <Fact name="Length">About {scenario.minutes} minutes</Fact>
        <Fact name="Difficulty">{difficulty(scenario.difficulty)}</Fact>
        {themes.length > 0 && <Fact name="Touches on">{capital(list(themes))}</Fact>}
      </dl>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The shape of what comes. */
export function PatientWait() {
  return (
    <div className="patient" role="status" aria-busy="true" aria-label="Loading patients">
      <div className="wait" style={{ aspectRatio: 1 }} />
      <div>
        <div className="wait" style={{ height: "2rem", width: "80%" }} />
        <div className="wait" style={{ height: "2rem", width: "55%", marginTop: 8 }} />
        <div className="wait" style={{ height: "1rem", width: "35%", marginTop: 28 }} />
      </div>
    </div>
  );
}
