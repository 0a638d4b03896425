/** All guesses of the emulator about COS. */

import type { Guess } from "../guess";
import { accessGuesses } from "./access";
import { bucketGuesses } from "./bucket";
import { dataGuesses } from "./data";
import { deliveryGuesses } from "./delivery";
import { objectGuesses } from "./object";
import { selectGuesses } from "./select";

/** By the families of COS's operations. */
export const guesses: readonly Guess[] = [
  ...accessGuesses,
  ...bucketGuesses,
  ...dataGuesses,
  ...deliveryGuesses,
  ...objectGuesses,
  ...selectGuesses,
];
