/** The call's bar. Every control has its word. */

import { Button, ToggleButton, Toolbar } from "react-aria-components";

import { Icon, type IconName } from "../../components/icon";
import type { CallState } from "../../core/call/state";
import type { MediaState } from "../../core/devices/media";

export interface ControlsProps {
  state: CallState;
  devices: MediaState;
  typedOnly: boolean;
  typing: boolean;
  onMute: () => void;
  onCamera: () => void;
  onType: () => void;
  onPause: () => void;
  onLeave: () => void;
}

export function Controls(props: ControlsProps) {
  const { state, devices, typedOnly, typing } = props;
  const live = state.phase === "live";
  const muted = !state.microphone;
  return (
    <Toolbar className="controls" aria-label="Call">
      {!typedOnly && (
        <>
          <Toggle
            icon={muted ? "muted" : "microphone"}
            word={muted ? "Unmute" : "Mute"}
            label="Mute"
            on={muted}
            hotkey="m"
            disabled={devices.microphone.status === "asking"}
            onChange={props.onMute}
          />
          <Toggle
            icon={state.camera ? "camera" : "dark"}
            word={state.camera ? "Camera" : "No camera"}
            label="Camera off"
            on={!state.camera}
            hotkey="v"
            disabled={devices.camera.status === "asking"}
            onChange={props.onCamera}
          />
        </>
      )}
      <Toggle
        icon="keyboard"
        word="Type"
        label="Type"
        on={typing}
        hotkey="t"
        onChange={props.onType}
      />
      <Button className="ctl" onPress={props.onPause} isDisabled={!live} aria-keyshortcuts="p">
        <span>
          <Icon name="pause" />
        </span>
        Time-out
      </Button>
      <Button className="ctl leave" onPress={props.onLeave}>
        <span>
          <Icon name="hangUp" />
        </span>
        Hang up
      </Button>
    </Toolbar>
  );
}

interface ToggleProps {
  icon: IconName;
  word: string;
  /** What is on when pressed; its name stays the same in both states. */
  label: string;
  on: boolean;
  hotkey: string;
  disabled?: boolean;
  onChange: () => void;
}

function Toggle({ icon, word, label, on, hotkey, disabled = false, onChange }: ToggleProps) {
  return (
    <ToggleButton
      className="ctl"
      isSelected={on}
      isDisabled={disabled}
      onChange={onChange}
      aria-label={label}
      aria-keyshortcuts={hotkey}
    >
      <span>
        <Icon name={icon} />
      </span>
      {word}
    </ToggleButton>
  );
}
