package dev.ramal.sandbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The example of {@code docs/frontend} in a browser, against a sandbox that runs and lets in pages
 * of one port of this machine.
 */
public final class FrontendStory {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final String LEAD = "+5511987650010";
  private static final String LINES = "document.querySelector('#live').innerText";

  private FrontendStory() {}

  /** Whether there is a browser; says so loudly when there is none. */
  public static boolean isPossible() {
    if (Chromium.find().isEmpty()) {
      System.err.println(
          "SKIPPED: no Chromium on this machine (PATH or RAMAL_CHROMIUM), so nobody has seen"
              + " docs/frontend in a browser.");
      return false;
    }
    return true;
  }

  /**
   * @param port of a page that may call the API
   * @param proxy through which the browser asks for everything
   * @return what the page showed, in its order
   */
  public static List<String> play(SandboxClient client, int port, String proxy) throws IOException {
    client
        .control()
        .put(
            "/scripts/" + LEAD,
            Map.of("ring", 1, "outcome", "answer", "talk", 6, "hangupBy", "lead", "digits", "1"))
        .expect(200);
    Path profile = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "browser");
    String entry = client.status().baseUrl();
    try (FrontendSite site = new FrontendSite(port, entry);
        Chromium page = Chromium.start(Chromium.find().orElseThrow(), profile, proxy)) {
      readNothingAsAStranger(page, entry);
      page.open("http://localhost:" + port + "/");
      logIn(page, client);
      page.await("the live view is open", LIMIT, lines("Ready$", 1));
      call(page);
      page.await("the call is over", LIMIT, calls("completed", 1));
      page.await(
          "an expired token ended the live view, a fresh one opens it",
          LIMIT,
          lines("(Ready|Reload)$", 2));
      call(page);
      page.await("the second call is over", LIMIT, calls("completed", 2));
      return List.of(page.evaluate(LINES).asText().split("\n"));
    }
  }

  private static void readNothingAsAStranger(Chromium page, String entry) {
    String tried = "fetch('%s/api/calls').then(() => 'read', () => 'blocked')".formatted(entry);
    assertThat(page.evaluate(tried).asText()).isEqualTo("blocked");
  }

  private static void logIn(Chromium page, SandboxClient client) {
    UserStatus ana =
        client.status().users().stream()
            .filter(user -> user.username().equals("ana"))
            .findFirst()
            .orElseThrow();
    page.await("the form to log in", LIMIT, "document.querySelector('#kc-form-login') !== null");
    page.evaluate(
        """
        document.querySelector('#username').value = 'ana';
        document.querySelector('#password').value = %s;
        document.querySelector('#kc-form-login').submit();
        """
            .formatted(TextNode.valueOf(ana.password())));
  }

  private static void call(Chromium page) {
    page.evaluate(
        "document.querySelector('input').value = '%s'; document.querySelector('form').requestSubmit()"
            .formatted(LEAD));
  }

  /** Whether the page has that many lines that begin so. */
  private static String lines(String beginning, int count) {
    return "[...document.querySelectorAll('#live li')]"
        + ".filter(line => /^%s/.test(line.textContent)).length >= %d".formatted(beginning, count);
  }

  /** Whether so many calls have come so far; what is told again after a gap counts once. */
  private static String calls(String status, int count) {
    return "new Set(document.querySelector('#live').innerText.match(/%s .*/g)).size >= %d"
        .formatted(status, count);
  }
}
