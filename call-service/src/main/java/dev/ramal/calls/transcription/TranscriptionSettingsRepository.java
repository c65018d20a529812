package dev.ramal.calls.transcription;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether organizations have recordings written down. */
@ApplicationScoped
class TranscriptionSettingsRepository {
  /** As they are stored. */
  record Keywords(List<String> words) {}

  private static final String FIND =
      "select step, language, keywords from transcription_settings where tenant = $1";

  private static final String SAVE =
      """
      insert into transcription_settings (tenant, step, language, keywords, updated_by, updated_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (tenant) do update set step = excluded.step, language = excluded.language,
        keywords = excluded.keywords, updated_by = excluded.updated_by,
        updated_at = excluded.updated_at
      """;

  /** Empty where nobody ever said anything. */
  Uni<Optional<TranscriptionSettings>> find(Sql sql, TenantId tenant) {
    return sql.query(FIND, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new TranscriptionSettings(
                                row.text(0),
                                row.text(1),
                                EventJson.read(row.text(2), Keywords.class).words())));
  }

  Uni<TranscriptionSettings> of(Sql sql, TenantId tenant) {
    return find(sql, tenant).map(found -> found.orElse(TranscriptionSettings.OFF));
  }

  Uni<TranscriptionSettings> save(
      Sql sql, TenantId tenant, TranscriptionSettings settings, String userId, Instant now) {
    return sql.query(
            SAVE,
            tenant.value(),
            settings.step(),
            settings.language(),
            EventJson.write(new Keywords(settings.keywords())),
            userId,
            now.atOffset(UTC))
        .replaceWith(settings);
  }
}
