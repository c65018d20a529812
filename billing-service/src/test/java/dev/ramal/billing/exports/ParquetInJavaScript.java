package dev.ramal.billing.exports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.testkit.node.NodeScript;
import java.io.IOException;
import java.nio.file.Path;

/** A reader of Parquet in JavaScript, run by Node. */
public final class ParquetInJavaScript {
  private static final NodeScript READER = NodeScript.of("src/test/javascript", "read.mjs");

  private ParquetInJavaScript() {}

  public static boolean isPossible() throws IOException, InterruptedException {
    return READER.isPossible("nobody has read an export's Parquet in JavaScript.");
  }

  /** The rows of a file, {@code exact} and as the library reads them by itself ({@code usual}). */
  static JsonNode read(Path file) throws IOException, InterruptedException {
    return READER.run(file.toAbsolutePath().toString());
  }
}
