/** The words of the interface, in the language that was chosen. */

import { computed } from "@preact/signals";
import { language } from "../state/settings";
import { en, type Texts } from "./en";
import { zh } from "./zh";

export const texts = computed<Texts>(() => (language.value === "zh" ? zh : en));
