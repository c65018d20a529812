package dev.ramal.messaging.media;

import dev.ramal.events.Media;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Files of messages, one row for each. */
@ApplicationScoped
class MediaRepository {
  private static final String ADD =
      """
      insert into media (tenant, message_id, position, connection_id, url, told_type, state)
      select tenant, message_id, position, connection_id, url, told_type, 'PENDING'
      from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[])
        as given (tenant, message_id, position, connection_id, url, told_type)
      on conflict do nothing
      """;

  private static final String FIND =
      """
      select state, connection_id, url, told_type, stored_object, content_type, bytes, sha256
      from media where tenant = $1 and message_id = $2 and position = $3
      """;

  private static final String STORED =
      """
      update media set state = 'STORED', stored_object = $4, content_type = $5, bytes = $6,
        sha256 = $7, stored_at = $8, url = null, error = null
      where tenant = $1 and message_id = $2 and position = $3 and state <> 'STORED'
      """;

  private static final String FAILED =
      """
      update media set state = $4, error = $5
      where tenant = $1 and message_id = $2 and position = $3 and state <> 'STORED'
      returning 1
      """;

  /** A file with its place in its message. */
  private record Given(MessageDetails message, int position, Media media) {}

  Uni<Void> add(Sql sql, List<MessageDetails> messages) {
    List<Given> files =
        messages.stream()
            .flatMap(
                message ->
                    IntStream.range(0, message.media().size())
                        .mapToObj(at -> new Given(message, at, message.media().get(at))))
            .toList();
    return sql.query(
            ADD,
            Columns.of(files)
                .text(file -> file.message().tenant())
                .text(file -> file.message().id())
                .integer(Given::position)
                .text(file -> file.message().connectionId().value())
                .text(file -> file.media().url())
                .text(file -> file.media().contentType())
                .parameters())
        .replaceWithVoid();
  }

  /** Null when there is none. */
  Uni<MediaFile> find(Sql sql, MediaKey key) {
    return sql.query(FIND, key.tenant().value(), key.message().value(), key.position())
        .map(rows -> rows.isEmpty() ? null : MediaFile.read(rows.get(0)));
  }

  Uni<Void> stored(Sql sql, MediaKey key, KeptMedia kept, Instant at) {
    return sql.query(
            STORED,
            key.tenant().value(),
            key.message().value(),
            key.position(),
            kept.file().key(),
            kept.contentType(),
            kept.file().bytes(),
            kept.file().sha256(),
            at.atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  /**
   * @param error null for none
   * @return whether it is not here
   */
  Uni<Boolean> notHere(Sql sql, MediaKey key, MediaState state, String error) {
    return sql.query(
            FAILED,
            key.tenant().value(),
            key.message().value(),
            key.position(),
            state.name(),
            error)
        .map(rows -> !rows.isEmpty());
  }
}
