package dev.ramal.billing.exports;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds docs/exports.md against the columns; {@code -Dramal.docs.write=true} writes its table. */
class ExportPageTest {
  private static final Path PAGE =
      Files.isDirectory(Path.of("docs"))
          ? Path.of("docs/exports.md")
          : Path.of("../docs/exports.md");
  private static final String HEAD = "| coluna | no csv | o que contém |\n|---|---|---|\n";

  @DisplayName("BILL-165 the page explains every column, as the API does")
  @Test
  void shouldExplainEveryColumn() throws IOException {
    // Given
    String table =
        HEAD
            + Arrays.stream(Column.values())
                .map(c -> "| %s | `%s` | %s |\n".formatted(c.heading(), c.wire(), c.meaning()))
                .collect(joining());
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("ramal.docs.write")) {
      page = page.substring(0, page.indexOf(HEAD)) + table;
      Files.writeString(PAGE, page);
    }

    // Then
    assertThat(page).endsWith(table);
  }

  @DisplayName("BILL-165 no two columns are called the same, in either language")
  @Test
  void shouldTellColumnsApart() {
    // Given
    Set<String> names = new TreeSet<>();
    Arrays.stream(Column.values()).forEach(c -> names.add(c.wire()));
    Arrays.stream(Column.values()).forEach(c -> names.add(c.heading()));

    // Then
    assertThat(names).hasSize(2 * Column.values().length);
  }
}
