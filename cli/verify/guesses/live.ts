/** Guesses about live channels. */

import { type Guess, step } from "../guess";
import { stream } from "./reasons";

const channels = ["operations/liveChannels.ts"];
const playlists = ["operations/vodPlaylists.ts"];
const body = "<LiveChannelConfiguration><Target><Type>HLS</Type></Target></LiveChannelConfiguration>";
const made = step("PutLiveChannel", "PUT /a?live", { body });
const removed = step("DeleteLiveChannel", "DELETE /a?live");

/** Live channels. */
export const liveGuesses: readonly Guess[] = [
  {
    id: "live-document",
    assumes: "A live channel whose values do not fit is refused with 400 MalformedXML.",
    files: channels,
    probe: [
      step("PutLiveChannel", "PUT /a?live", {
        body: body.replace("</Target>", "<FragDuration>5</FragDuration></Target>"),
        expect: { status: "400 MalformedXML" },
      }),
    ],
  },
  {
    id: "live-name",
    assumes: "A live channel with a slash in its name is refused with 400 InvalidArgument.",
    files: channels,
    probe: [step("PutLiveChannel", "PUT /a/b?live", { body, expect: { status: "400 InvalidArgument" } })],
  },
  {
    id: "live-missing",
    assumes: "A live channel that does not exist is 404 NoSuchKey.",
    files: channels,
    probe: [step("GetLiveChannel", "GET /a?live", { expect: { status: "404 NoSuchKey" } })],
  },
  {
    id: "live-delete-missing",
    assumes: "Deleting a live channel that does not exist answers 204.",
    files: channels,
    probe: [step("DeleteLiveChannel", "DELETE /a?live", { expect: { status: "204" } })],
  },
  {
    id: "live-urls",
    assumes: "The addresses of a live channel have its name percent-encoded.",
    files: channels,
    probe: [
      step("PutLiveChannel", "PUT /a b?live", {
        body,
        expect: {
          "<Url>":
            "rtmp://{bucket}.cos.{region}.myqcloud.com/live/a%20b, http://{bucket}.cos.{region}.myqcloud.com/a%20b/playlist.m3u8",
        },
      }),
      step("DeleteLiveChannel", "DELETE /a b?live"),
    ],
  },
  {
    id: "live-description",
    assumes: "A live channel without a description has an empty Description.",
    files: channels,
    probe: [made, step("GetLiveChannel", "GET /a?live", { expect: { "<Description>": "" } }), removed],
  },
  {
    id: "live-switch",
    assumes: "A switch that is neither enabled nor disabled is refused with 400 InvalidArgument.",
    files: channels,
    probe: [
      made,
      step("PutLiveChannelSwitch", "PUT /a?live&switch=on", { expect: { status: "400 InvalidArgument" } }),
      removed,
    ],
  },
  {
    id: "live-comp",
    assumes: "A comp that is neither status nor history is refused with 400 InvalidArgument.",
    files: channels,
    probe: [
      made,
      step("GetLiveChannel", "GET /a?live&comp=other", { expect: { status: "400 InvalidArgument" } }),
      removed,
    ],
  },
  {
    id: "live-idle-root",
    assumes: "The status of an idle live channel is a LiveChannelStatus.",
    files: channels,
    probe: [
      made,
      step("GetLiveChannelStatus", "GET /a?live&comp=status", {
        expect: { body: /<LiveChannelStatus>\s*<Status>Idle</ },
      }),
      removed,
    ],
  },
  {
    id: "live-readers",
    assumes: "Whoever may list a bucket may read its live channels.",
    files: channels,
    probe: [
      step("PutBucketAcl", "PUT /?acl", { headers: { "x-cos-acl": "public-read" } }),
      step("ListLiveChannels", "GET /?live", { anonymous: true, expect: { status: "200" } }),
    ],
  },
  {
    id: "live-max-keys",
    assumes: "A page of more than 1,000 live channels is one of 1,000.",
    files: channels,
    probe: [step("ListLiveChannels", "GET /?live&max-keys=1001", { expect: { "<MaxKeys>": "1000" } })],
  },
  {
    id: "live-period",
    assumes: "A playlist that ends before it begins is refused with 400 InvalidArgument.",
    files: playlists,
    probe: [
      made,
      step("GetVodPlaylist", "GET /a?vod&starttime=1606552614&endtime=1606523814", {
        expect: { status: "400 InvalidArgument" },
      }),
      removed,
    ],
  },
  {
    id: "live-playlist-name",
    assumes: "A playlist whose name does not end in .m3u8 is refused with 400 InvalidArgument.",
    files: playlists,
    probe: [
      made,
      step("PostVodPlaylist", "POST /a/list.txt?vod&starttime=1606523814&endtime=1606552614", {
        expect: { status: "400 InvalidArgument" },
      }),
      removed,
    ],
  },
  {
    id: "live-no-segments",
    assumes: "A playlist of a period without segments is 404 NoSuchKey.",
    files: playlists,
    probe: [
      made,
      step("GetVodPlaylist", "GET /a?vod&starttime=1606523814&endtime=1606552614", {
        expect: { status: "404 NoSuchKey" },
      }),
      removed,
    ],
  },
  {
    id: "live-segments",
    assumes: "A playlist has the objects that are named as segments and begin in its period.",
    files: playlists,
    probe: [
      made,
      step("PutObject", "PUT /a/1606549744437_1_3000.ts", { body: "segment" }),
      step("GetVodPlaylist", "GET /a?vod&starttime=1606523814&endtime=1606552614", {
        expect: { body: /^#EXTM3U\n.*\n1606549744437_1_3000\.ts\n$/s },
      }),
      removed,
    ],
  },
  {
    id: "live-playlist-type",
    assumes: "Playlists have the type application/vnd.apple.mpegurl.",
    files: playlists,
    probe: stream,
  },
];
