/** Who helps somebody who thinks of harming themselves, as the site has written it. */

import { useHelpLines } from "../hooks/queries";

export function HelpLines() {
  const lines = useHelpLines();
  if (lines.data === undefined) {
    // Never an empty place: what is true everywhere stands until the site's own lines are there.
    return <p>Call your country’s crisis line, or its emergency number.</p>;
  }
  return (
    <ul className="help-lines">
      {lines.data.map((line) => (
        <li key={line.region + line.name}>
          <strong>{line.name}</strong>
          <span>{line.how}</span>
        </li>
      ))}
    </ul>
  );
}
