/** The words so far, and a field to say the next ones in writing. */

import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import { Button, Label, TextArea, TextField } from "react-aria-components";

import { Icon } from "../../components/icon";
import type { CallState } from "../../core/call/state";
import type { RoomPatient } from "./room";
import { Said } from "./time-out";

export interface TypePanelProps {
  state: CallState;
  patient: RoomPatient;
  /** False when it could not be sent. */
  onSay: (text: string) => boolean;
  onTyping: () => void;
  onClose: () => void;
}

export function TypePanel({ state, patient, onSay, onTyping, onClose }: TypePanelProps) {
  const [text, setText] = useState("");
  const [failed, setFailed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const live = state.phase === "live";
  useEffect(() => {
    field.current?.focus();
  }, []);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [state.captions]);

  const say = () => {
    const words = text.trim();
    if (words === "" || !live) return;
    const sent = onSay(words);
    setFailed(!sent);
    if (sent) setText("");
    field.current?.focus();
  };
  return (
    <section className="panel" aria-label="Type">
      <div className="panel-head">
        <h2>The words so far</h2>
        <Button className="cc" aria-label="Close" onPress={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      {/* A log that scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="so-far stack" role="log" aria-label="Words so far" tabIndex={0}>
        {state.captions.length === 0 && <p className="quiet">Nothing has been said yet.</p>}
        {state.captions.map((caption) => (
          <Said key={caption.who + caption.id} caption={caption} called={patient.called} />
        ))}
        <div ref={end} />
      </div>
      <form
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          say();
        }}
      >
        <TextField
          className="field"
          value={text}
          onChange={(next) => {
            setText(next);
            onTyping();
          }}
        >
          <Label className="label">Say it in writing</Label>
          <TextArea
            ref={field}
            rows={3}
            maxLength={2000}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
                event.preventDefault();
                say();
              }
            }}
          />
        </TextField>
        {failed && (
          <p className="err" role="alert">
            That could not be sent. It stands here still.
          </p>
        )}
        <div className="acts">
          <Button className="btn" type="submit" isDisabled={!live || text.trim() === ""}>
            Say it
          </Button>
          <span className="hint">Enter says it, Shift and Enter begins a line.</span>
        </div>
      </form>
    </section>
  );
}
