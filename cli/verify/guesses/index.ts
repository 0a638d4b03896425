/** All guesses of the emulator about COS. */

import type { Guess } from "../guess";
import { accessGuesses } from "./access";
import { batchGuesses } from "./batch";
import { bucketGuesses } from "./bucket";
import { dataGuesses } from "./data";
import { deliveryGuesses } from "./delivery";
import { fetchGuesses } from "./fetch";
import { formGuesses } from "./forms";
import { lifecycleGuesses } from "./lifecycle";
import { liveGuesses } from "./live";
import { objectGuesses } from "./object";
import { selectGuesses } from "./select";

/** By what they are about. */
export const guessFamilies: readonly { readonly title: string; readonly guesses: readonly Guess[] }[] = [
  { title: "Access and signatures", guesses: accessGuesses },
  { title: "Buckets", guesses: bucketGuesses },
  { title: "Lifecycle and tiers", guesses: lifecycleGuesses },
  { title: "Copies, lists and encryption", guesses: dataGuesses },
  { title: "Websites, domains and origins", guesses: deliveryGuesses },
  { title: "Objects", guesses: objectGuesses },
  { title: "Forms", guesses: formGuesses },
  { title: "Selections", guesses: selectGuesses },
  { title: "Batch jobs", guesses: batchGuesses },
  { title: "Live channels", guesses: liveGuesses },
  { title: "Fetching", guesses: fetchGuesses },
];

/** All of them. */
export const guesses: readonly Guess[] = guessFamilies.flatMap((family) => family.guesses);
