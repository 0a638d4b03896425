/** COS, emulated from its documentation: `pulumi-tencentcos/emulator`. */

export type { EmulatorAccount } from "./access/accounts";
export type { LifecycleReport } from "./behaviour/lifecycle";
export { type Emulator, type EmulatorOptions, startEmulator } from "./emulator";
export type { Fault, FaultKind, FaultMatch } from "./http/faults";
export type { LoggedRequest } from "./http/log";
export type { OperationStatistics } from "./http/statistics";
