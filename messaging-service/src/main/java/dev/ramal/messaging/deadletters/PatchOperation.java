package dev.ramal.messaging.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One operation of a JSON Patch (RFC 6902).
 *
 * @param path JSON Pointer into the body (RFC 6901)
 * @param from of {@code move} and {@code copy}
 * @param value of {@code add}, {@code replace} and {@code test}; may be JSON's null
 */
@Schema(name = "DeadLetterPatchOperation")
record PatchOperation(
    @Schema(
            required = true,
            enumeration = {"add", "remove", "replace", "move", "copy", "test"})
        String op,
    @Schema(required = true, description = "JSON Pointer into the body", examples = "/leadName")
        String path,
    @Schema(description = "JSON Pointer, of move and copy", nullable = true) String from,
    @Schema(description = "Any JSON, of add, replace and test", implementation = Object.class)
        JsonNode value) {
  static final List<String> OPERATIONS =
      List.of("add", "remove", "replace", "move", "copy", "test");
  private static final Set<String> WITH_VALUE = Set.of("add", "replace", "test");
  private static final Set<String> WITH_FROM = Set.of("move", "copy");

  /** What is wrong, behind the name of the field; null when nothing is. */
  Complaint complaint() {
    if (op == null || !OPERATIONS.contains(op)) {
      return new Complaint("op", "must be known", OPERATIONS);
    } else if (isNoPointer(path)) {
      return new Complaint("path", "must be a JSON Pointer: empty, or beginning with /", List.of());
    } else if (WITH_FROM.contains(op) && isNoPointer(from)) {
      return new Complaint("from", "must be a JSON Pointer: empty, or beginning with /", List.of());
    } else if (WITH_FROM.contains(op) && isWithin(path, from)) {
      return new Complaint("from", "must not hold the path: nothing goes into itself", List.of());
    } else if (WITH_VALUE.contains(op) && value == null) {
      return new Complaint("value", "is required", List.of());
    } else {
      return null;
    }
  }

  /** A pointer is spelled in one way only. */
  private static boolean isWithin(String path, String whole) {
    return path.equals(whole) || path.startsWith(whole + "/");
  }

  private static boolean isNoPointer(String text) {
    return text == null
        || !(text.isEmpty() || text.startsWith("/"))
        || text.replace("~0", "").replace("~1", "").indexOf('~') >= 0;
  }

  /** What is wrong with a field. */
  record Complaint(String field, String message, List<String> allowed) {}
}
