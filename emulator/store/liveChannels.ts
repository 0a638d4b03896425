/** Live channels. https://www.tencentcloud.com/document/product/436/39047 */

/** A channel of a bucket. No stream ever arrives here. */
export interface LiveChannel {
  readonly name: string;
  readonly description: string;
  /** Whether streams may be sent to it. */
  readonly switch: "Enabled" | "Disabled";
  /** Seconds of a segment, as they were written. */
  readonly fragDuration: string;
  /** Segments in the playlist, as it was written. */
  readonly fragCount: string;
  readonly playlistName: string;
  /** When its configuration changed, in milliseconds. */
  readonly lastModified: number;
}
