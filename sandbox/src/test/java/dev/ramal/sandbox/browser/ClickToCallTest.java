package dev.ramal.sandbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page for newcomers says, beside what its browser does in {@link FrontendStory}. */
class ClickToCallTest {
  private static final Pattern CLOSED_WITH =
      Pattern.compile("(?m)^\\| (\\d{4}) \\|.*\\| (.+) \\|$");
  private static final Pattern FOR_GOOD = Pattern.compile("\\[([0-9, ]+)]\\.includes\\(code\\)");

  @Test
  void shouldFollowNoFurtherWhereTheSameWouldBeRefusedAgain() throws IOException {
    // Given
    Matcher page = FOR_GOOD.matcher(text("docs/frontend/click-to-call.js"));
    assertThat(page.find()).isTrue();

    // When
    List<String> refused =
        CLOSED_WITH
            .matcher(text("call-service/src/main/java/dev/ramal/calls/live/README.md"))
            .results()
            .filter(row -> !row.group(2).matches(".*(with `lastEventId`|tries later)"))
            .map(row -> row.group(1))
            .toList();

    // Then
    assertThat(page.group(1).split(", ")).containsExactlyElementsOf(refused);
    assertThat(text("docs/frontend/README.md"))
        .contains("After 1003, 1009, 4401 and 4403 it opens nothing");
  }

  private static String text(String path) throws IOException {
    return Files.readString(Workspace.root().resolve(path));
  }
}
