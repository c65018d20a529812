package dev.ramal.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What carriers publish about their callbacks, copied so that the tests need nothing else. */
public final class Contracts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Contracts() {}

  public static byte[] bytes(String name) {
    try (InputStream in = Contracts.class.getResourceAsStream("/contracts/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(String name) {
    try {
      return JSON.readTree(bytes(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Where the originals lie beside a checkout of the project, if they do. */
  public static Path originals() {
    return Path.of(System.getProperty("ramal.root", "..")).resolve("../shared/contracts");
  }
}
