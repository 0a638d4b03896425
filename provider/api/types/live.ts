/** Live channels. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { BucketParameters, XmlBody } from "./shared";

/** Parameters of PUT LiveChannel. */
export interface PutLiveChannelParameters extends BucketParameters, XmlBody<PutLiveChannelBody> {
  /**
   * The channel: at most 128 characters, without a `/`. At most 128 bytes.
   * On the wire `ChannelName`.
   */
  readonly ChannelName: string;
}

/** What is sent, the document `LiveChannelConfiguration`. */
export type PutLiveChannelBody = LiveChannelConfiguration;

/** What is answered, the document `CreateLiveChannelResult`. */
export interface PutLiveChannelAnswer {
  readonly PublishUrls?: {
    /** Where the stream is sent. */
    readonly Url?: string | undefined;
  } | undefined;
  readonly PlayUrls?: {
    /** Where the stream is watched. */
    readonly Url?: string | undefined;
  } | undefined;
}

/** Parameters of PUT LiveChannel Switch. */
export interface PutLiveChannelSwitchParameters extends BucketParameters {
  /**
   * The channel: at most 128 characters, without a `/`. At most 128 bytes.
   * On the wire `ChannelName`.
   */
  readonly ChannelName: string;
  /**
   * Whether streams may be sent.
   * On the wire `switch`.
   */
  readonly Switch: "enabled" | "disabled";
}

/** Parameters of GET LiveChannel. */
export interface GetLiveChannelParameters extends BucketParameters {
  /**
   * The channel: at most 128 characters, without a `/`. At most 128 bytes.
   * On the wire `ChannelName`.
   */
  readonly ChannelName: string;
}

/** What is answered, the document `LiveChannelConfiguration`. */
export type GetLiveChannelAnswer = LiveChannelConfiguration;

/** Parameters of GET LiveChannel Status. */
export interface GetLiveChannelStatusParameters extends BucketParameters {
  /**
   * The channel: at most 128 characters, without a `/`. At most 128 bytes.
   * On the wire `ChannelName`.
   */
  readonly ChannelName: string;
  /**
   * What is asked for.
   * On the wire `comp`.
   */
  readonly Comp?: "status" | undefined;
}

/** What is answered, the document `LiveChannelStatus`. */
export interface GetLiveChannelStatusAnswer {
  readonly Status: "Live" | "Idle";
  readonly ConnectedTime?: string | undefined;
  readonly RemoteAddr?: string | undefined;
  readonly RequestId?: string | undefined;
  readonly Video?: LiveVideo | undefined;
  readonly Audio?: LiveAudio | undefined;
}

/** Parameters of GET LiveChannel History. */
export interface GetLiveChannelHistoryParameters extends BucketParameters {
  /**
   * The channel: at most 128 characters, without a `/`. At most 128 bytes.
   * On the wire `ChannelName`.
   */
  readonly ChannelName: string;
  /**
   * What is asked for.
   * On the wire `comp`.
   */
  readonly Comp?: "history" | undefined;
}

/** What is answered, the document `LiveChannelHistory`. */
export interface GetLiveChannelHistoryAnswer {
  readonly LiveRecord: readonly LiveRecord[];
}

/** Parameters of LIST LiveChannel. */
export interface ListLiveChannelsParameters extends BucketParameters {
  /**
   * Only channels whose names begin so.
   * On the wire `prefix`.
   */
  readonly Prefix?: string | undefined;
  /**
   * Lists what comes after this name.
   * On the wire `marker`.
   */
  readonly Marker?: string | undefined;
  /**
   * The most channels of a page. From 1 to 1000.
   * On the wire `max-keys`.
   * @default 100
   */
  readonly MaxKeys?: number | undefined;
}

/** What is answered, the document `ListLiveChannelResult`. */
export interface ListLiveChannelsAnswer {
  readonly Prefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly IsTruncated: boolean;
  /** Where the next page begins. */
  readonly NextMarker?: string | undefined;
  readonly LiveChannel: readonly ListedLiveChannel[];
}

/** Parameters of GET VodPlaylist. */
export interface GetVodPlaylistParameters extends BucketParameters {
  /**
   * The channel: at most 128 characters, without a `/`. At most 128 bytes.
   * On the wire `ChannelName`.
   */
  readonly ChannelName: string;
  /**
   * From when on.
   * On the wire `starttime`.
   */
  readonly Starttime: number | Date;
  /**
   * Until when; at most a day later.
   * On the wire `endtime`.
   */
  readonly Endtime: number | Date;
}

/** Parameters of POST VodPlaylist. */
export interface PostVodPlaylistParameters extends BucketParameters {
  /**
   * The channel: at most 128 characters, without a `/`. At most 128 bytes.
   * On the wire `ChannelName`.
   */
  readonly ChannelName: string;
  /**
   * The playlist that is written; ends in `.m3u8`.
   * On the wire `PlaylistName`.
   */
  readonly PlaylistName: string;
  /**
   * From when on.
   * On the wire `starttime`.
   */
  readonly Starttime: number | Date;
  /**
   * Until when; at most a day later.
   * On the wire `endtime`.
   */
  readonly Endtime: number | Date;
}

/** Parameters of DELETE LiveChannel. */
export interface DeleteLiveChannelParameters extends BucketParameters {
  /**
   * The channel: at most 128 characters, without a `/`. At most 128 bytes.
   * On the wire `ChannelName`.
   */
  readonly ChannelName: string;
}

/** A channel. */
export interface LiveChannelConfiguration {
  /** At most 128 bytes. */
  readonly Description?: string | undefined;
  /** Whether streams may be sent. Left out, they may. */
  readonly Switch?: "Enabled" | "Disabled" | undefined;
  readonly Target: LiveTarget;
}

/** What becomes of the stream. */
export interface LiveTarget {
  readonly Type: "HLS";
  /** Seconds of a piece, 1 to 100. Left out, 5. Together with `FragCount`. */
  readonly FragDuration?: number | undefined;
  /** Pieces in the playlist, 1 to 100. Left out, 3. */
  readonly FragCount?: number | undefined;
  /** The playlist's name, 6 to 128 characters that end in `.m3u8`. Left out, `playlist.m3u8`. */
  readonly PlaylistName?: string | undefined;
  readonly PublishUrls?: {
    /** Where the stream is sent. COS fills it in. */
    readonly Url?: string | undefined;
  } | undefined;
  readonly PlayUrls?: {
    /** Where the stream is watched. COS fills it in. */
    readonly Url?: string | undefined;
  } | undefined;
}

/** The pictures that arrive. */
export interface LiveVideo {
  readonly Width?: number | undefined;
  readonly Height?: number | undefined;
  /** Pictures a second. */
  readonly FrameRate?: number | undefined;
  /** Bits a second. */
  readonly Bandwidth?: number | undefined;
  readonly Codec?: string | undefined;
}

/** The sound that arrives. */
export interface LiveAudio {
  /** Bits a second. */
  readonly Bandwidth?: number | undefined;
  readonly SampleRate?: number | undefined;
  readonly Codec?: string | undefined;
}

/** A stream that was sent. */
export interface LiveRecord {
  readonly StartTime: string;
  readonly EndTime: string;
  readonly RemoteAddr?: string | undefined;
  readonly RequestId?: string | undefined;
}

/** A channel of a listing. */
export interface ListedLiveChannel {
  readonly Name: string;
  readonly LastModified?: string | undefined;
}

/** Live channels. */
export interface LiveMethods {
  /**
   * PUT LiveChannel. Replaces what is there.
   * A channel of this name is replaced, unless a stream arrives. `FragDuration` and `FragCount` come together or not at all.
   * CAM action `name/cos:PutLiveChannel`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/39047
   */
  readonly putLiveChannel: ApiMethod<PutLiveChannelParameters, PutLiveChannelAnswer, {}>;
  /**
   * PUT LiveChannel Switch.
   * CAM action `name/cos:PutLiveChannelSwitch`, as its name suggests.
   * Known from SDKs only.
   */
  readonly putLiveChannelSwitch: ApiMethod<PutLiveChannelSwitchParameters, {}, {}>;
  /**
   * GET LiveChannel.
   * CAM action `name/cos:GetLiveChannel`, as its name suggests.
   * @see https://cloud.tencent.com/document/product/436/50885
   */
  readonly getLiveChannel: ApiMethod<GetLiveChannelParameters, GetLiveChannelAnswer, {}>;
  /**
   * GET LiveChannel Status.
   * CAM action `name/cos:GetLiveChannelStatus`, as its name suggests.
   * Known from SDKs only.
   */
  readonly getLiveChannelStatus: ApiMethod<GetLiveChannelStatusParameters, GetLiveChannelStatusAnswer, {}>;
  /**
   * GET LiveChannel History.
   * CAM action `name/cos:GetLiveChannelHistory`, as its name suggests.
   * Known from SDKs only.
   */
  readonly getLiveChannelHistory: ApiMethod<GetLiveChannelHistoryParameters, GetLiveChannelHistoryAnswer, {}>;
  /**
   * LIST LiveChannel.
   * CAM action `name/cos:ListLiveChannels`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/39046
   */
  readonly listLiveChannels: ApiMethod<ListLiveChannelsParameters, ListLiveChannelsAnswer, {}>;
  /**
   * GET VodPlaylist.
   * CAM action `name/cos:GetVodPlaylist`, as its name suggests.
   * Known from SDKs only.
   */
  readonly getVodPlaylist: ApiMethod<GetVodPlaylistParameters, string, {}>;
  /**
   * POST VodPlaylist. Replaces what is there.
   * CAM action `name/cos:PostVodPlaylist`, as its name suggests.
   * Known from SDKs only.
   */
  readonly postVodPlaylist: ApiMethod<PostVodPlaylistParameters, {}, {}>;
  /**
   * DELETE LiveChannel. Deletes what is there.
   * What was recorded stays. A bucket with channels cannot be deleted.
   * CAM action `name/cos:DeleteLiveChannel`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/39049
   */
  readonly deleteLiveChannel: ApiMethod<DeleteLiveChannelParameters, {}, {}>;
}

/** Of each of these operations, by its name. */
export interface LiveTypes {
  readonly PutLiveChannel: { readonly parameters: PutLiveChannelParameters; readonly body: PutLiveChannelAnswer; readonly head: {} };
  readonly PutLiveChannelSwitch: { readonly parameters: PutLiveChannelSwitchParameters; readonly body: {}; readonly head: {} };
  readonly GetLiveChannel: { readonly parameters: GetLiveChannelParameters; readonly body: GetLiveChannelAnswer; readonly head: {} };
  readonly GetLiveChannelStatus: { readonly parameters: GetLiveChannelStatusParameters; readonly body: GetLiveChannelStatusAnswer; readonly head: {} };
  readonly GetLiveChannelHistory: { readonly parameters: GetLiveChannelHistoryParameters; readonly body: GetLiveChannelHistoryAnswer; readonly head: {} };
  readonly ListLiveChannels: { readonly parameters: ListLiveChannelsParameters; readonly body: ListLiveChannelsAnswer; readonly head: {} };
  readonly GetVodPlaylist: { readonly parameters: GetVodPlaylistParameters; readonly body: string; readonly head: {} };
  readonly PostVodPlaylist: { readonly parameters: PostVodPlaylistParameters; readonly body: {}; readonly head: {} };
  readonly DeleteLiveChannel: { readonly parameters: DeleteLiveChannelParameters; readonly body: {}; readonly head: {} };
}
