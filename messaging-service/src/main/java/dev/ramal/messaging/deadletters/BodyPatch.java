package dev.ramal.messaging.deadletters;

import dev.ramal.events.EventJson;
import dev.ramal.kit.problem.Problem;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatch;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;

/**
 * A change of the bodies of records, by the JSON Patch of Jakarta JSON Processing, which keeps each
 * digit of a number.
 *
 * @param text as it is written down; null for one that changes nothing
 * @param patch null for one that changes nothing
 */
record BodyPatch(String text, JsonPatch patch) {
  static final BodyPatch NONE = new BodyPatch(null, null);
  private static final int MOST_OPERATIONS = 50;

  /** Looked up once: that searches all jars. */
  private static final JsonProvider JSON = JsonProvider.provider();

  /** Why a body cannot be changed so. */
  static final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    Misfit(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * @param operations null or empty changes nothing
   * @throws dev.ramal.kit.problem.ProblemException 400 naming each field that is none of a patch
   */
  static BodyPatch of(List<PatchOperation> operations) {
    if (operations == null || operations.isEmpty()) {
      return NONE;
    }
    Problem problem = DeadLetterProblems.badPatch();
    if (operations.size() > MOST_OPERATIONS) {
      throw problem.field("patch", "must have at most 50 operations").exception();
    }
    for (int i = 0; i < operations.size(); i++) {
      PatchOperation operation = operations.get(i);
      PatchOperation.Complaint complaint =
          operation == null
              ? new PatchOperation.Complaint("op", "is required", PatchOperation.OPERATIONS)
              : operation.complaint();
      if (complaint != null) {
        problem =
            problem.field(
                "patch[" + i + "]." + complaint.field(),
                complaint.message(),
                complaint.allowed().toArray(String[]::new));
      }
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    String text = EventJson.write(operations);
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return new BodyPatch(text, JSON.createPatch(reader.readArray()));
    }
  }

  boolean changesNothing() {
    return patch == null;
  }

  /**
   * The body as it becomes; the very same text when nothing is to be changed.
   *
   * @param tenant that a body which names an organization must go on to name
   * @throws Misfit when the patch does not fit the body, or would make it another organization's
   */
  String applied(String body, String tenant) throws Misfit {
    if (patch == null) {
      return body;
    }
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      JsonStructure changed = patch.apply(reader.read());
      if (changed instanceof JsonObject object
          && object.containsKey("tenant")
          && !tenant.equals(object.getString("tenant", null))) {
        throw new Misfit("patch: the body would name another organization");
      }
      return changed.toString();
    } catch (JsonException | ClassCastException e) {
      throw new Misfit("patch: " + e.getMessage());
    }
  }
}
