package dev.ramal.messaging.media;

/** Where a file stands; the constants stand in rows. */
enum MediaState {
  /** It lies at the carrier and is to be fetched. */
  PENDING,
  /** It lies in our store. */
  STORED,
  /** It could not be fetched as often as we tried; a person may redrive its job. */
  LOST,
  /**
   * Its address, or the one that the carrier redirects to, is none of the carrier's, so it is never
   * fetched, not even by a redrive.
   */
  ELSEWHERE,
  /** The carrier answers with a page where a picture or the like was told of. */
  PAGE,
  /** It has more bytes than we keep, so it is fetched no more. */
  TOO_LARGE
}
