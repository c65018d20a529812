package dev.ramal.messaging.media;

import dev.ramal.events.ConnectionId;
import dev.ramal.kit.tenancy.SqlRow;

/**
 * A file that came with a message, as it is stored.
 *
 * @param connection the account that it came through
 * @param url at the carrier; null once it is here
 * @param toldType content type as the callback told it; null when it did not
 * @param storedObject key in the store; null until it is here
 * @param contentType as it is shown; null until it is here
 */
record MediaFile(
    MediaState state,
    ConnectionId connection,
    String url,
    String toldType,
    String storedObject,
    String contentType,
    long bytes,
    String sha256) {

  static MediaFile read(SqlRow row) {
    return new MediaFile(
        MediaState.valueOf(row.text(0)),
        new ConnectionId(row.text(1)),
        row.text(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.bigint(6) == null ? 0 : row.bigint(6),
        row.text(7));
  }
}
