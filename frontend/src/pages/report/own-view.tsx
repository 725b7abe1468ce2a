/** First the learner's own view: two questions, kept in this tab. */

import { useState, type SyntheticEvent } from "react";
import { Button, Label, TextArea, TextField } from "react-aria-components";

import { reflectionOn } from "../../core/report/reflection";

const STAYS = "Which moment stays with you?";
const DIFFERENTLY = "What would you do differently?";

export function OwnView({ call }: { call: string }) {
  const kept = reflectionOn(call);
  const [view, setView] = useState(() => kept.read() ?? { stays: "", differently: "" });
  const [writing, setWriting] = useState(() => kept.read() === null);
  const keep = (event: SyntheticEvent) => {
    event.preventDefault();
    kept.write(view);
    setWriting(false);
  };
  return (
    <section className="letter first">
      <div>
        <h2>First, your own view</h2>
        {writing ? (
          <form className="stack-l" onSubmit={keep}>
            <Question
              label={STAYS}
              value={view.stays}
              onChange={(stays) => {
                setView({ ...view, stays });
              }}
            />
            <Question
              label={DIFFERENTLY}
              value={view.differently}
              onChange={(differently) => {
                setView({ ...view, differently });
              }}
            />
            <div className="acts">
              <Button
                className="btn second"
                type="submit"
                isDisabled={view.stays.trim() === "" && view.differently.trim() === ""}
              >
                Keep this
              </Button>
              <span className="hint">It stays in this browser tab. Nobody else sees it.</span>
            </div>
          </form>
        ) : (
          <div className="stack-l">
            <Answer label={STAYS} text={view.stays} />
            <Answer label={DIFFERENTLY} text={view.differently} />
            <Button
              className="btn plain"
              onPress={() => {
                setWriting(true);
              }}
            >
              Change what I wrote
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

export function Question({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  return (
    <TextField className="field" value={value} onChange={onChange}>
      <Label className="label">{label}</Label>
      <TextArea rows={3} maxLength={4000} />
    </TextField>
  );
}

function Answer({ label, text }: { label: string; text: string }) {
  if (text.trim() === "") return null;
  return (
    <div>
      <p className="label">{label}</p>
      <p className="answer">{text}</p>
    </div>
  );
}
