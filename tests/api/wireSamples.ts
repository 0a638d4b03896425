/**
 * Calls of operations that hardly anybody makes, and the requests that the documentation has for them: the pages of live channels, and
 * for the rest the requests of the official SDKs (tests/fixtures/operations/SOURCE.md).
 */

import { readFileSync } from "node:fs";
import path from "node:path";
import type { OperationName } from "../../provider/api/operations/names";

/** A call, and what has to go over the wire. */
export interface WireSample {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Method and path with its query. */
  readonly line: string;
  readonly host: string;
  /** The body, byte by byte. @default none */
  readonly body?: string;
  readonly contentType?: string;
}

const Bucket = "live-1250000000";
const host = "live-1250000000.cos.ap-guangzhou.myqcloud.com";
const migration = "ap-guangzhou.migration.myqcloud.com";
const channel = { Bucket, ChannelName: "ch 1" };
const xml = "application/xml";

const fetchTask = readFileSync(
  path.join(__dirname, "../fixtures/operations/PutFetchTask/request.json"),
  "utf8",
);

/** The operations that the emulator answers with 501. */
export const notEmulated: readonly OperationName[] = [
  "PostObjectDecompression",
  "GetObjectDecompression",
  "ListObjectDecompressionJobs",
];

/** By operation. */
export const wireSamples: Readonly<Partial<Record<OperationName, WireSample>>> = {
  PutLiveChannel: {
    parameters: {
      ...channel,
      Body: {
        Description: "d",
        Switch: "Enabled",
        Target: { Type: "HLS", FragDuration: 5, FragCount: 3, PlaylistName: "playlist.m3u8" },
      },
    },
    line: "PUT /ch%201?live",
    host,
    body: "<LiveChannelConfiguration><Description>d</Description><Switch>Enabled</Switch><Target><Type>HLS</Type><FragDuration>5</FragDuration><FragCount>3</FragCount><PlaylistName>playlist.m3u8</PlaylistName></Target></LiveChannelConfiguration>",
    contentType: xml,
  },
  PutLiveChannelSwitch: {
    parameters: { ...channel, Switch: "disabled" },
    line: "PUT /ch%201?live&switch=disabled",
    host,
  },
  GetLiveChannel: { parameters: channel, line: "GET /ch%201?live", host },
  GetLiveChannelStatus: { parameters: channel, line: "GET /ch%201?live&comp=status", host },
  GetLiveChannelHistory: { parameters: channel, line: "GET /ch%201?live&comp=history", host },
  ListLiveChannels: {
    parameters: { Bucket, Prefix: "a", Marker: "b", MaxKeys: 10 },
    line: "GET /?live&prefix=a&marker=b&max-keys=10",
    host,
  },
  DeleteLiveChannel: { parameters: channel, line: "DELETE /ch%201?live", host },
  GetVodPlaylist: {
    parameters: { ...channel, Starttime: 1, Endtime: new Date(2_000) },
    line: "GET /ch%201?vod&starttime=1&endtime=2",
    host,
  },
  PostVodPlaylist: {
    parameters: { ...channel, PlaylistName: "evening.m3u8", Starttime: 1, Endtime: 2 },
    line: "POST /ch%201/evening.m3u8?vod&starttime=1&endtime=2",
    host,
  },
  PostObjectDecompression: {
    parameters: {
      Bucket,
      Key: "a.zip",
      Body: { OutputConfiguration: { BucketName: Bucket, PrefixReplaced: false, ResourcesPrefix: "a/" } },
    },
    line: "POST /a.zip?decompression",
    host,
    body: "<DecompressionRequest><OutputConfiguration><BucketName>live-1250000000</BucketName><PrefixReplaced>false</PrefixReplaced><ResourcesPrefix>a/</ResourcesPrefix></OutputConfiguration></DecompressionRequest>",
    contentType: xml,
  },
  GetObjectDecompression: {
    parameters: { Bucket, Key: "a.zip", JobId: "job-1" },
    line: "GET /a.zip?decompression&jobId=job-1",
    host,
  },
  ListObjectDecompressionJobs: {
    parameters: { Bucket, JobStatus: "success", SortBy: "desc", MaxResults: 5, NextToken: "t" },
    line: "GET /?decompression&jobStatus=success&sortBy=desc&maxResults=5&nextToken=t",
    host,
  },
  PutFetchTask: {
    parameters: { Bucket, Body: fetchTask },
    line: `POST /${Bucket}/`,
    host: migration,
    body: fetchTask,
    contentType: "application/json",
  },
  GetFetchTask: { parameters: { Bucket, TaskId: "t1" }, line: `GET /${Bucket}/t1`, host: migration },
};
