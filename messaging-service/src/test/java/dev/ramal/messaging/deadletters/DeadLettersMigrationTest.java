package dev.ramal.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.SchemaBefore;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag(RamalServers.TAG)
class DeadLettersMigrationTest {
  @RegisterExtension
  static final SchemaBefore BEFORE = SchemaBefore.of("messaging_before_key_hashes", "95");

  private static final Postgres DATABASE = BEFORE.database();

  @Test
  @DisplayName(
      "MSG-550 letters from before hold no key any more, and those of one key are known as such")
  void shouldHideTheKeysOfLettersFromBefore() {
    // Given
    letter("aurora", 1, "aurora:+5511987654321");
    letter("aurora", 2, "aurora:+5511987654321");
    letter("boreal", 3, "boreal:+5511987654321");
    letter("boreal", 4, null);

    // When
    BEFORE.migrate("latest");

    // Then
    List<String> keys =
        DATABASE.rows("select record_key from dead_letter order by record_offset").stream()
            .map(row -> (String) row.get("record_key"))
            .toList();
    assertThat(keys.subList(0, 3)).allMatch(key -> key.matches("[0-9a-f]{64}"));
    assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
    assertThat(keys.get(3)).isNull();
  }

  private static void letter(String tenant, int offset, String key) {
    DATABASE.execute(
        "insert into dead_letter (tenant, id, topic, partition, record_offset, dead_at,"
            + " source_topic, reader, record_key, kind, cause, version, fingerprint, attempt,"
            + " bytes) values (?, 't:0:' || ?, 't', 0, ?, now(), 's', 'r', ?, 'k', 'c', '', 'f', 1,"
            + " 1)",
        tenant,
        offset,
        offset,
        key);
  }
}
