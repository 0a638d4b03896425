/** Before or after a call is sent: as the form has it, or as it went out. */

import { useEffect, useState } from "preact/hooks";
import type { SendAnswer } from "../../cli/explore/wire";
import { texts } from "../texts";
import { Choice } from "./choice";

type Moment = "form" | "sent";

/** The moment that is shown: the one that was chosen, until another answer comes. */
export function useMoment(answer: SendAnswer | undefined): [Moment, (moment: Moment) => void] {
  const [moment, setMoment] = useState<Moment>(answer === undefined ? "form" : "sent");
  useEffect(() => setMoment(answer === undefined ? "form" : "sent"), [answer]);
  return [moment, setMoment];
}

interface MomentChoiceProps {
  readonly selected: Moment;
  readonly onSelect: (moment: Moment) => void;
}

export function MomentChoice({ selected, onSelect }: MomentChoiceProps) {
  const { viewer: words } = texts.value;
  const options = [
    { name: "form", title: words.inForm },
    { name: "sent", title: words.sent },
  ] as const;
  return <Choice label={words.moment} options={options} selected={selected} onSelect={onSelect} />;
}
