package dev.ramal.calls.dispositions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredDispositionsTest {
  private static final String STORED =
      """
      [{"code":"callback","label":"Ligar de novo",\
      "followUp":{"after":2,"unit":"business-days","text":"Ligar"}},\
      {"code":"later","label":"Depois","followUp":{"after":4,"unit":"hours","text":"Ligar"}},\
      {"code":"no","label":"Não"}]\
      """;

  @Test
  void shouldReadAndWriteDispositionsAsTheyAreStored() throws Exception {
    // When
    List<Disposition> read =
        EventJson.mapper().readValue(STORED, new TypeReference<List<Disposition>>() {});

    // Then
    assertThat(read)
        .containsExactly(
            new Disposition(
                "callback",
                "Ligar de novo",
                new FollowUpRule(2, FollowUpRule.Unit.BUSINESS_DAYS, "Ligar")),
            new Disposition(
                "later", "Depois", new FollowUpRule(4, FollowUpRule.Unit.HOURS, "Ligar")),
            new Disposition("no", "Não", null));
    assertThat(EventJson.write(read)).isEqualTo(STORED);
  }
}
