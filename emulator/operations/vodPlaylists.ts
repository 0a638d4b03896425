/**
 * Playlists of what a live channel recorded in a period. The segments are the objects `<channel>/<time>_<number>_<duration>.ts`, with time
 * and duration in milliseconds, as in the samples of the pages GET VodPlaylist and POST VodPlaylist. No stream makes them here; who
 * needs a playlist stores some.
 */

import { ServiceError } from "../format/errors";
import { collectContent } from "../request/body";
import type { BucketCall, ObjectCall, Operation } from "../request/operation";
import { endOfPrefix, lowerBound } from "../store/keyIndex";
import { requireChannel } from "./liveChannels";
import { storeContent } from "./object";
import { readTemplate } from "./write";

const day = 86_400;
/** The samples of the pages have application/xml, as all pages do: unverified(live-playlist-type). */
const contentType = "application/vnd.apple.mpegurl";

/** `GET /<channel>?vod&starttime=&endtime=` */
export const getVodPlaylist: Operation = {
  name: "GetVodPlaylist",
  on: "object",
  need: "bucket-read",
  run: (call) => ({ status: 200, headers: { "content-type": contentType }, body: playlist(call, call.key) }),
};

/** `POST /<channel>/<playlist>?vod&starttime=&endtime=`: stores it as an object of that key. */
export const postVodPlaylist: Operation = {
  name: "PostVodPlaylist",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: async (call) => {
    const { request, service, bucket, key } = call;
    const [, channel = "", name = ""] = /^([^/]*)\/(.*)$/s.exec(key) ?? [];
    // The code is unverified(live-playlist-name).
    if (!name.endsWith(".m3u8") || [...name].length < 6 || [...name].length > 128) {
      throw new ServiceError("InvalidArgument", {
        message:
          "The path must be <channel>/<playlist>.m3u8, and the playlist's name have 6 to 128 characters.",
      });
    }
    const headers = { ...request.headers, "content-type": contentType };
    const template = readTemplate({ ...request, headers }, bucket, key);
    const text = playlist(call, channel);
    storeContent(call, template, await collectContent(service.store.blobs, [Buffer.from(text)]));
    return { status: 200 };
  },
};

/** What is found in the period; that nothing is an error is unverified(live-no-segments). */
function playlist(call: BucketCall, name: string): string {
  requireChannel(call, name);
  const segments = segmentsOf(call, name);
  if (segments.length === 0) {
    throw new ServiceError("NoSuchKey", { message: "The live channel has no segments in this period." });
  }
  const longest = segments.reduce((most, { duration }) => Math.max(most, duration), 0);
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:3",
    "#EXT-X-MEDIA-SEQUENCE:0",
    `#EXT-X-TARGETDURATION:${Math.ceil(longest / 1000)}`,
    ...segments.flatMap(({ file, duration }) => [`#EXTINF:${duration / 1000},`, file]),
    "",
  ].join("\n");
}

/** The segments that begin in the period; that those count, and how COS finds them, is unverified(live-segments). */
function segmentsOf({ request, bucket: { objects } }: BucketCall, channel: string) {
  const [begin, end] = readPeriod(request.query);
  const keys = objects.sortedKeys();
  const from = lowerBound(keys, `${channel}/`);
  return keys.slice(from, endOfPrefix(keys, from, `${channel}/`)).flatMap((key) => {
    const file = key.slice(channel.length + 1);
    const [, time = "", duration = ""] = /^(\d{13})_\d+_(\d{1,9})\.ts$/.exec(file) ?? [];
    const isThere = time !== "" && objects.get(key)?.deleteMarker === false;
    const isIn = Number(time) >= begin * 1000 && Number(time) <= end * 1000;
    return isThere && isIn ? [{ file, duration: Number(duration) }] : [];
  });
}

/** Both in Unix seconds; the code is unverified(live-period). */
function readPeriod(query: ObjectCall["request"]["query"]): readonly [begin: number, end: number] {
  const [begin, end] = ["starttime", "endtime"].map((name) => query.get(name) ?? "") as [string, string];
  if (![begin, end].every((text) => /^\d{1,10}$/.test(text))) {
    throw new ServiceError("InvalidArgument", { message: "starttime and endtime must be Unix seconds." });
  }
  const length = Number(end) - Number(begin);
  if (length <= 0 || length > day) {
    throw new ServiceError("InvalidArgument", {
      message: "endtime must be later than starttime, and at most a day.",
    });
  }
  return [Number(begin), Number(end)];
}
