/** Documents of live channels (https://www.tencentcloud.com/document/product/436/39047, 39046; the rest on pages of the Chinese site). */

import { bool, date, group, int, string, struct, structs } from "../../codec/fields";

/** What becomes of the stream. */
export const liveTarget = group({
  type: string("Type", { oneOf: ["HLS"] }),
  /** Seconds of a piece, 1 to 100. Left out, 5. Together with `fragCount`. */
  fragDuration: int("FragDuration", { optional: true, min: 1, max: 100 }),
  /** Pieces in the playlist, 1 to 100. Left out, 3. */
  fragCount: int("FragCount", { optional: true, min: 1, max: 100 }),
  /** The playlist's name, 6 to 128 characters that end in `.m3u8`. Left out, `playlist.m3u8`. */
  playlistName: string("PlaylistName", { optional: true, minBytes: 6, maxBytes: 128 }),
  /** Where the stream is sent. COS fills it in. */
  publishUrl: string("PublishUrls>Url", { optional: true }),
  /** Where the stream is watched. COS fills it in. */
  playUrl: string("PlayUrls>Url", { optional: true }),
});

/** A channel. */
export const liveChannelConfiguration = group({
  /** At most 128 bytes. */
  description: string("Description", { optional: true, minBytes: 0, maxBytes: 128 }),
  /** Whether streams may be sent. Left out, they may. */
  switch: string("Switch", { optional: true, oneOf: ["Enabled", "Disabled"] }),
  target: struct("Target", liveTarget),
});

/** The addresses of a channel. */
export const createLiveChannelResult = group({
  /** Where the stream is sent. */
  publishUrl: string("PublishUrls>Url", { optional: true }),
  /** Where the stream is watched. */
  playUrl: string("PlayUrls>Url", { optional: true }),
});

/** The pictures that arrive. */
export const liveVideo = group({
  width: int("Width", { optional: true }),
  height: int("Height", { optional: true }),
  /** Pictures a second. */
  frameRate: int("FrameRate", { optional: true }),
  /** Bits a second. */
  bandwidth: int("Bandwidth", { optional: true }),
  codec: string("Codec", { optional: true }),
});

/** The sound that arrives. */
export const liveAudio = group({
  /** Bits a second. */
  bandwidth: int("Bandwidth", { optional: true }),
  sampleRate: int("SampleRate", { optional: true }),
  codec: string("Codec", { optional: true }),
});

/** Whether a stream arrives. The page's table also spells `ConnnectedTime`. */
export const liveChannelStatus = group({
  status: string("Status", { oneOf: ["Live", "Idle"] }),
  connectedTime: string("ConnectedTime", { optional: true }),
  remoteAddr: string("RemoteAddr", { optional: true }),
  requestId: string("RequestId", { optional: true }),
  video: struct("Video", liveVideo, { optional: true }),
  audio: struct("Audio", liveAudio, { optional: true }),
});

/** A stream that was sent. */
export const liveRecord = group({
  startTime: date("StartTime"),
  endTime: date("EndTime"),
  remoteAddr: string("RemoteAddr", { optional: true }),
  requestId: string("RequestId", { optional: true }),
});

/** Streams that were sent. */
export const liveChannelHistory = group({
  records: structs("LiveRecord", liveRecord, { optional: true }),
});

/** A channel of a listing. */
export const listedLiveChannel = group({
  name: string("Name"),
  lastModified: date("LastModified", { optional: true }),
});

/** Channels of a bucket. */
export const listLiveChannelResult = group({
  prefix: string("Prefix", { optional: true, minBytes: 0 }),
  marker: string("Marker", { optional: true, minBytes: 0 }),
  maxKeys: int("MaxKeys", { optional: true }),
  isTruncated: bool("IsTruncated"),
  /** Where the next page begins. */
  nextMarker: string("NextMarker", { optional: true, minBytes: 0 }),
  channels: structs("LiveChannel", listedLiveChannel, { optional: true }),
});
