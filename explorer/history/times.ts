/** Days and times, as the language of the interface writes them. */

import { language } from "../state/settings";

const locale = () => (language.value === "zh" ? "zh-CN" : "en");

export function day(time: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "full" }).format(time);
}

export function clock(time: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "medium", hourCycle: "h23" }).format(time);
}

export function dateTime(time: number): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: "medium",
    timeStyle: "medium",
    hourCycle: "h23",
  }).format(time);
}
