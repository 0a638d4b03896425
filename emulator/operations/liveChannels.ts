/**
 * Live channels of buckets: made, switched, described, listed and deleted. Nothing takes a stream here, so that a channel is always
 * idle. https://www.tencentcloud.com/document/product/436/39047 (PUT), 39046 (list), 39049 (DELETE)
 */

import {
  group,
  integer,
  one,
  optional,
  readDocument,
  text,
  type ValueOf,
  word,
} from "../configurations/shape";
import { ServiceError } from "../format/errors";
import { checkObjectKey } from "../format/names";
import { encode, isoMilliseconds } from "../format/text";
import { element, xmlDocument } from "../format/xml";
import { readXml } from "../request/body";
import type { BucketCall, ObjectCall, Operation } from "../request/operation";
import type { Reply } from "../request/request";
import type { Bucket } from "../store/bucket";
import { compareKeys } from "../store/keyIndex";
import type { LiveChannel } from "../store/liveChannels";
import { maxPage } from "./listing";
import { readCount } from "./query";

const maxNameLength = 128;
/** Channels of a page, where the request does not say how many. */
const usualPage = 100;

const target = group(
  {
    Type: one(word("HLS")),
    FragDuration: optional(integer(1, 100)),
    FragCount: optional(integer(1, 100)),
    PlaylistName: optional(text({ min: 6, max: 128, pattern: /\.m3u8$/ })),
  },
  ({ FragDuration, FragCount }) => {
    if ((FragDuration === undefined) !== (FragCount === undefined)) {
      throw new ServiceError("MalformedXML", { message: "FragDuration and FragCount come together." });
    }
  },
);

/** What does not fit is MalformedXML, unverified(live-document). */
const document = group({
  Description: optional(text({ min: 0, max: 128 })),
  Switch: optional(word("Enabled", "Disabled")),
  Target: one(target),
});

/** `PUT /<channel>?live`: replaces a channel of the same name. */
export const putLiveChannel: Operation = {
  name: "PutLiveChannel",
  writes: true,
  on: "object",
  need: "owner",
  instead: (query) => (query.has("switch") ? putLiveChannelSwitch : undefined),
  run: async ({ request, service, bucket, key: name }) => {
    checkName(name);
    const {
      Description = "",
      Switch = "Enabled",
      Target,
    }: ValueOf<typeof document> = readDocument("LiveChannelConfiguration", document, await readXml(request));
    const channel: LiveChannel = {
      name,
      description: Description,
      switch: Switch as LiveChannel["switch"],
      fragDuration: Target.FragDuration ?? "5",
      fragCount: Target.FragCount ?? "3",
      playlistName: Target.PlaylistName ?? "playlist.m3u8",
      lastModified: request.now,
    };
    service.store.putLiveChannel(bucket, channel);
    return answer("CreateLiveChannelResult", addresses(bucket, channel));
  },
};

/** `PUT /<channel>?live&switch=disabled` */
const putLiveChannelSwitch: Operation = {
  name: "PutLiveChannelSwitch",
  writes: true,
  on: "object",
  need: "owner",
  run: (call) => {
    const channel = requireChannel(call, call.key);
    const wanted = call.request.query.get("switch");
    // The code is unverified(live-switch).
    if (wanted !== "enabled" && wanted !== "disabled") {
      throw new ServiceError("InvalidArgument", { message: "switch must be enabled or disabled." });
    }
    call.service.store.putLiveChannel(call.bucket, {
      ...channel,
      switch: wanted === "enabled" ? "Enabled" : "Disabled",
      lastModified: call.request.now,
    });
    return { status: 200 };
  },
};

/** `GET /<channel>?live` */
export const getLiveChannel: Operation = {
  ...ofReaders("GetLiveChannel", describe),
  instead: (query) => questions.get(query.get("comp") ?? ""),
};

function describe({ request, bucket }: ObjectCall, channel: LiveChannel): Reply {
  // Any other value would be another question. The code is unverified(live-comp).
  if (request.query.get("comp")) {
    throw new ServiceError("InvalidArgument", { message: "comp must be status or history." });
  }
  return answer("LiveChannelConfiguration", [
    // Whether it is there when it is empty is unverified(live-description).
    element("Description", channel.description),
    element("Switch", channel.switch),
    element("Target", [
      element("Type", "HLS"),
      element("FragDuration", channel.fragDuration),
      element("FragCount", channel.fragCount),
      element("PlaylistName", channel.playlistName),
      ...addresses(bucket, channel),
    ]),
  ]);
}

/** `GET /<channel>?live&comp=status`. The page's sample of an idle channel calls the root LiveChannelStat, its table does not: unverified(live-idle-root). */
const getLiveChannelStatus = ofReaders("GetLiveChannelStatus", () =>
  answer("LiveChannelStatus", [element("Status", "Idle")]),
);

/** `GET /<channel>?live&comp=history`: no stream ever came. */
const getLiveChannelHistory = ofReaders("GetLiveChannelHistory", () => answer("LiveChannelHistory", []));

/** What is asked of a channel beside its configuration, by `comp`. */
const questions: ReadonlyMap<string, Operation> = new Map([
  ["status", getLiveChannelStatus],
  ["history", getLiveChannelHistory],
]);

/** `GET /?live`: in the order of their names. */
export const listLiveChannels: Operation = {
  name: "ListLiveChannels",
  on: "bucket",
  need: "bucket-read",
  run: ({ request: { query }, bucket }) => {
    const prefix = query.get("prefix") ?? "";
    const marker = query.get("marker") ?? "";
    // That more than the maximum is taken for it is unverified(live-max-keys).
    const limit = readCount(query, "max-keys", maxPage, usualPage);
    const found = [...bucket.liveChannels.values()]
      .filter(({ name }) => name.startsWith(prefix) && (marker === "" || compareKeys(name, marker) > 0))
      .sort((a, b) => compareKeys(a.name, b.name));
    const page = found.slice(0, limit);
    const isTruncated = found.length > page.length;
    return answer("ListLiveChannelResult", [
      element("Prefix", prefix),
      element("Marker", marker),
      element("MaxKeys", limit),
      element("IsTruncated", String(isTruncated)),
      ...(isTruncated ? [element("NextMarker", page.at(-1)?.name)] : []),
      ...page.map(({ name, lastModified }) =>
        element("LiveChannel", [
          element("Name", name),
          element("LastModified", isoMilliseconds(lastModified)),
        ]),
      ),
    ]);
  },
};

/** `DELETE /<channel>?live`: the objects that the channel made stay. One that is not there counts as deleted, unverified(live-delete-missing). */
export const deleteLiveChannel: Operation = {
  name: "DeleteLiveChannel",
  writes: true,
  on: "object",
  need: "owner",
  run: ({ service, bucket, key }) => {
    service.store.deleteLiveChannel(bucket, key);
    return { status: 204 };
  },
};

/** The pages keep only writing for the owner; that who may list a bucket may read its channels is unverified(live-readers). */
function ofReaders(name: string, run: (call: ObjectCall, channel: LiveChannel) => Reply): Operation {
  return {
    name,
    on: "object",
    need: "bucket-read",
    run: (call) => run(call, requireChannel(call, call.key)),
  };
}

/** The channel of a name. The code where there is none is unverified(live-missing). */
export function requireChannel({ bucket }: BucketCall, name: string): LiveChannel {
  const channel = bucket.liveChannels.get(name);
  if (!channel) {
    throw new ServiceError("NoSuchKey", { message: "The specified live channel does not exist." });
  }
  return channel;
}

/** Refuses a name that no channel can have; the code is unverified(live-name). */
function checkName(name: string): void {
  checkObjectKey(name);
  if (name.includes("/") || [...name].length > maxNameLength) {
    throw new ServiceError("InvalidArgument", {
      message: `The name of a live channel has at most ${maxNameLength} characters, and no slash.`,
    });
  }
}

/** Where streams are sent and watched, without a signature. That names are percent-encoded is unverified(live-urls). */
function addresses({ name: bucket, region }: Bucket, { name, playlistName }: LiveChannel): string[] {
  const host = `${bucket}.cos.${region}.myqcloud.com`;
  return [
    element("PublishUrls", [element("Url", `rtmp://${host}/live/${encode(name)}`)]),
    element("PlayUrls", [element("Url", `http://${host}/${encode(name)}/${encode(playlistName)}`)]),
  ];
}

function answer(root: string, children: readonly string[]): Reply {
  return { status: 200, body: xmlDocument(element(root, children)) };
}
