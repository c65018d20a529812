package dev.ramal.billing.tariffs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds docs/tariffs.md against the columns; {@code -Dramal.docs.write=true} writes its table. */
class TariffPageTest {
  private static final Path PAGE =
      Files.isDirectory(Path.of("docs"))
          ? Path.of("docs/tariffs.md")
          : Path.of("../docs/tariffs.md");
  private static final String HEAD = "| coluna | obrigatória | o que contém |\n|---|---|---|\n";

  @DisplayName("BILL-310 the page explains every column of a file of rules, as the API does")
  @Test
  void shouldExplainEveryColumn() throws IOException {
    // Given
    String table =
        HEAD
            + Arrays.stream(RuleColumn.values())
                .map(
                    c ->
                        "| `%s` | %s | %s |\n"
                            .formatted(c.wire(), c.required() ? "sim" : "", c.meaning()))
                .collect(joining());
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("ramal.docs.write")) {
      int head = page.indexOf(HEAD);
      page = (head < 0 ? page : page.substring(0, head)) + table;
      Files.writeString(PAGE, page);
    }

    // Then
    assertThat(page).endsWith(table);
  }
}
