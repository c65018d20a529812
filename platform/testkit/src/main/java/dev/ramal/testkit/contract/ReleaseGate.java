package dev.ramal.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds a service's document against the released one, {@code docs/openapi.json}. What was changed
 * is released by running the test with {@code -Dramal.docs.write=true}; what breaks clients is
 * released only when that is said too, with {@code -Dramal.docs.write=breaking}.
 */
public final class ReleaseGate {
  private static final String WRITE = "ramal.docs.write";

  private ReleaseGate() {}

  /**
   * @param service under test
   * @throws AssertionError naming what is otherwise than released
   */
  public static void check(String service) {
    Path page = page();
    JsonNode current =
        ReleasedApi.marked(service, ReleasedApi.parsed(ServedContract.document(RestAssured.port)));
    ReleasedApi released = new ReleasedApi(read(page));
    List<ApiChange> breaking =
        ApiDiff.of(released.partOf(service), current).stream().filter(ApiChange::breaks).toList();
    String wish = System.getProperty(WRITE, "false");
    if (!wish.equals("breaking")) {
      assertThat(breaking).as("clients of docs/openapi.json break; -D%s=breaking", WRITE).isEmpty();
    }
    if (!wish.equals("false")) {
      released = released.with(service, current);
      write(page, released.written());
    }
    assertThat(released.partOf(service).path("paths"))
        .as("docs/openapi.json is not the current one; -D%s=true writes it", WRITE)
        .isEqualTo(current.path("paths"));
    assertThat(released.partOf(service).path("components"))
        .as("docs/openapi.json is not the current one; -D%s=true writes it", WRITE)
        .isEqualTo(current.path("components"));
  }

  private static Path page() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/openapi.json"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/openapi.json");
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path page, String text) {
    try {
      Files.writeString(page, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
