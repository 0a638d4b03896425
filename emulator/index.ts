/** COS, played from its documentation: `pulumi-tencentcos/emulator`. */

export type { EmulatorAccount } from "./accounts";
export { type Emulator, type EmulatorOptions, startEmulator } from "./emulator";
export type { Fault, FaultKind, FaultMatch } from "./faults";
export type { LifecycleReport } from "./lifecycle";
export type { LoggedRequest } from "./log";
export type { OperationStatistics } from "./statistics";
