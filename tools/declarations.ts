/** Writes the declarations of the package into `lib/`: what an editor shows of it, for every TypeScript from 3.8 on. */

import path from "node:path";
import { writeDeclarations } from "./declarations/write";

const root = path.resolve(__dirname, "..");
writeDeclarations(root, path.join(root, "lib"));
