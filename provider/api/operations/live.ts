/** Operations of live channels, which take a stream over RTMP and store it in pieces. */

import {
  createLiveChannelResult,
  listLiveChannelResult,
  liveChannelConfiguration,
  liveChannelHistory,
  liveChannelStatus,
} from "../../model/documents/liveChannels";
import type { OperationFamily } from "./operation";
import { readOfBucket } from "./verbs";

const ofChannel = {
  host: "bucket",
  path: "/{ChannelName}",
  pathParameters: {
    ChannelName: {
      type: "string",
      meaning: "The channel: at most 128 characters, without a `/`.",
      required: true,
      maxBytes: 128,
    },
  },
  // No list of CAM actions has this family.
  actionInferred: true,
} as const;

const readOfChannel = { ...readOfBucket, ...ofChannel, subresource: "live" } as const;

const period = {
  starttime: { type: "unixTime", meaning: "From when on.", required: true },
  endtime: { type: "unixTime", meaning: "Until when; at most a day later.", required: true },
} as const;

export const live = {
  title: "Live channels",
  operations: {
    PutLiveChannel: {
      title: "PUT LiveChannel",
      action: "PutLiveChannel",
      method: "PUT",
      ...ofChannel,
      subresource: "live",
      body: { kind: "xml", root: "LiveChannelConfiguration", group: liveChannelConfiguration },
      md5: "required",
      statuses: [200],
      answer: { kind: "xml", root: "CreateLiveChannelResult", group: createLiveChannelResult },
      effect: "replaces",
      repeatable: true,
      page: 39047,
      chinesePage: 50887,
      sdk: { python: ["put_live_channel"] },
      certainty: "documented",
      notes:
        "A channel of this name is replaced, unless a stream arrives. `FragDuration` and `FragCount` come together or not at all.",
    },
    PutLiveChannelSwitch: {
      title: "PUT LiveChannel Switch",
      action: "PutLiveChannelSwitch",
      method: "PUT",
      ...ofChannel,
      subresource: "live",
      query: {
        switch: {
          type: "string",
          meaning: "Whether streams may be sent.",
          required: true,
          values: ["enabled", "disabled"],
        },
      },
      md5: "none",
      statuses: [200],
      effect: "writes",
      repeatable: true,
      sdk: { python: ["put_live_channel_switch"] },
      certainty: "SDK only",
    },
    GetLiveChannel: {
      title: "GET LiveChannel",
      action: "GetLiveChannel",
      ...readOfChannel,
      answer: { kind: "xml", root: "LiveChannelConfiguration", group: liveChannelConfiguration },
      chinesePage: 50885,
      sdk: { python: ["get_live_channel_info"] },
      certainty: "documented",
    },
    GetLiveChannelStatus: {
      title: "GET LiveChannel Status",
      action: "GetLiveChannelStatus",
      ...readOfChannel,
      query: {
        comp: { type: "string", meaning: "What is asked for.", required: true, values: ["status"] },
      },
      answer: { kind: "xml", root: "LiveChannelStatus", group: liveChannelStatus },
      sdk: { python: ["get_live_channel_status"] },
      certainty: "SDK only",
    },
    GetLiveChannelHistory: {
      title: "GET LiveChannel History",
      action: "GetLiveChannelHistory",
      ...readOfChannel,
      query: {
        comp: { type: "string", meaning: "What is asked for.", required: true, values: ["history"] },
      },
      answer: { kind: "xml", root: "LiveChannelHistory", group: liveChannelHistory },
      sdk: { python: ["get_live_channel_history"] },
      certainty: "SDK only",
    },
    ListLiveChannels: {
      title: "LIST LiveChannel",
      action: "ListLiveChannels",
      actionInferred: true,
      ...readOfBucket,
      subresource: "live",
      query: {
        prefix: { type: "string", meaning: "Only channels whose names begin so." },
        marker: { type: "string", meaning: "Lists what comes after this name." },
        "max-keys": {
          type: "integer",
          meaning: "The most channels of a page.",
          default: 100,
          min: 1,
          max: 1_000,
        },
      },
      answer: { kind: "xml", root: "ListLiveChannelResult", group: listLiveChannelResult },
      paging: {
        more: "IsTruncated",
        next: { NextMarker: "marker" },
        items: ["LiveChannel"],
        size: "max-keys",
      },
      page: 39046,
      sdk: { python: ["list_live_channel"] },
      certainty: "documented",
    },
    GetVodPlaylist: {
      title: "GET VodPlaylist",
      action: "GetVodPlaylist",
      ...readOfChannel,
      subresource: "vod",
      query: period,
      answer: { kind: "text" },
      sdk: { python: ["get_vod_playlist"] },
      certainty: "SDK only",
    },
    PostVodPlaylist: {
      title: "POST VodPlaylist",
      action: "PostVodPlaylist",
      method: "POST",
      ...ofChannel,
      path: "/{ChannelName}/{PlaylistName}",
      pathParameters: {
        ...ofChannel.pathParameters,
        PlaylistName: {
          type: "string",
          meaning: "The playlist that is written; ends in `.m3u8`.",
          required: true,
        },
      },
      subresource: "vod",
      query: period,
      md5: "none",
      statuses: [200],
      effect: "replaces",
      repeatable: true,
      sdk: { python: ["post_vod_playlist"] },
      certainty: "SDK only",
    },
    DeleteLiveChannel: {
      title: "DELETE LiveChannel",
      action: "DeleteLiveChannel",
      method: "DELETE",
      ...ofChannel,
      subresource: "live",
      md5: "none",
      statuses: [204],
      effect: "destroys",
      repeatable: true,
      page: 39049,
      sdk: { python: ["delete_live_channel"] },
      certainty: "documented",
      notes: "What was recorded stays. A bucket with channels cannot be deleted.",
    },
  },
} as const satisfies OperationFamily;
