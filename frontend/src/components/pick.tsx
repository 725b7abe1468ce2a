/** One choice out of a list. */

import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  type Key,
} from "react-aria-components";

import { Icon } from "./icon";

export interface PickProps {
  label: string;
  options: readonly { id: string; label: string }[];
  value: string;
  onChange: (id: string) => void;
  hideLabel?: boolean;
}

export function Pick({ label, options, value, onChange, hideLabel = false }: PickProps) {
  return (
    <Select
      placeholder="Chosen by the browser"
      className="field"
      value={value}
      onChange={(key: Key | null) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label className={hideLabel ? "vh" : "label"}>{label}</Label>
      <Button className="input pick">
        <SelectValue />
        <Icon name="down" />
      </Button>
      <Popover className="menu" offset={4}>
        <ListBox items={options}>
          {(option) => (
            <ListBoxItem className="option" id={option.id} textValue={option.label}>
              {({ isSelected }) => (
                <>
                  <span>{option.label}</span>
                  {isSelected && <Icon name="tick" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
