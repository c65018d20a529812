package dev.ramal.sandbox.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Small JSON files that only their owner may read. */
public final class StateJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private StateJson() {}

  public static ObjectMapper mapper() {
    return MAPPER;
  }

  static <T> T read(Path file, Class<T> type) {
    try {
      return MAPPER.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new SandboxFailure("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** In one step, so that no reader sees half of it. */
  static void write(Path file, Object content) {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft =
          Files.createTempFile(
              folder,
              file.getFileName().toString(),
              ".draft",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      MAPPER.writeValue(draft.toFile(), content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SandboxFailure("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
