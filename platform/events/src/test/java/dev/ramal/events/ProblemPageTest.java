package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds docs/problems.html against the code; {@code -Dramal.docs.write=true} writes it anew. */
class ProblemPageTest {
  private static final Path ROOT = Path.of("../..");

  @Test
  void shouldExplainEveryCodeThatAnyModuleAnswers() throws IOException {
    // Given
    List<String> sources = Sources.texts(ROOT);

    // When
    Map<String, ProblemTables.Row> rows = ProblemTables.rows(sources);

    // Then
    assertThat(rows.keySet()).containsAll(ProblemTables.codes(sources));
  }

  @Test
  void shouldSayWhatTheCodeSays() throws IOException {
    // Given
    String expected = ProblemPage.written(ProblemTables.rows(Sources.texts(ROOT)).values());
    Path page = ROOT.resolve("docs/problems.html");
    if (System.getProperty("ramal.docs.write") != null) {
      Files.writeString(page, expected);
    }

    // Then
    assertThat(Files.readString(page)).isEqualTo(expected);
  }

  @Test
  void shouldReadWhatIsAlwaysToBeDone() {
    // Given
    String source =
        "static final Problem NONE =\n Problem.of(404, \"X-0001\", \"None\")\n"
            + ".detail(\"Ask \" + \"again.\");";

    // When
    Map<String, ProblemTables.Row> rows = ProblemTables.rows(List.of(source));

    // Then
    assertThat(rows)
        .containsEntry("X-0001", new ProblemTables.Row("X-0001", 404, "None", "Ask again."));
  }
}
