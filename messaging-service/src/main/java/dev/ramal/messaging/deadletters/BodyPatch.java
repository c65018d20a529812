package dev.ramal.messaging.deadletters;

import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.kit.problem.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatch;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of the bodies of records, by the JSON Patch of Jakarta JSON Processing, which keeps each
 * digit of a number.
 *
 * @param text as it is written down; null for one that changes nothing
 * @param steps one patch for each operation: between them it is measured what became of the body
 */
record BodyPatch(String text, List<JsonPatch> steps) {
  static final BodyPatch NONE = new BodyPatch(null, List.of());

  /** Most characters that a body may become longer by. */
  static final int MOST_MORE = 64 * 1024;

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
      List<JsonPatch> steps = new ArrayList<>();
      for (JsonValue step : reader.readArray()) {
        steps.add(JSON.createPatch(JSON.createArrayBuilder().add(step).build()));
      }
      return new BodyPatch(text, List.copyOf(steps));
    } catch (RuntimeException e) {
      throw problem.field("patch", "cannot be read: " + e.getMessage()).exception();
    }
  }

  boolean changesNothing() {
    return steps.isEmpty();
  }

  /** Most bytes, about, that it makes a body larger by. */
  long growth() {
    return changesNothing() ? 0 : text.contains("\"copy\"") ? MOST_MORE : text.length();
  }

  /**
   * The signature of a quarantined callback was verified on the very bytes that the carrier sent:
   * those are what may come again.
   *
   * @throws dev.ramal.kit.problem.ProblemException 400 for a change of what was quarantined
   */
  BodyPatch heldTo(LetterSelection selection) {
    if (!changesNothing() && Topics.QUARANTINE.equals(selection.topic())) {
      throw DeadLetterProblems.signedAsItIs().exception();
    }
    return this;
  }

  /**
   * The body as it becomes; the very same text when nothing is to be changed.
   *
   * @param tenant that a body which names an organization must go on to name
   * @param most characters that it may have then
   * @throws Misfit when the patch does not fit the body, makes it larger than that or by more than
   *     {@link #MOST_MORE}, or would make it another organization's
   */
  String applied(String body, String tenant, int most) throws Misfit {
    if (changesNothing()) {
      return body;
    }
    int limit = Math.min(most, body.length() + MOST_MORE);
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      JsonStructure changed = reader.read();
      for (JsonPatch step : steps) {
        changed = step.apply(changed);
        JsonBounds.hold(changed, limit);
      }
      if (changed instanceof JsonObject object
          && object.containsKey("tenant")
          && !tenant.equals(object.getString("tenant", null))) {
        throw new Misfit("patch: the body would name another organization");
      }
      return written(changed, limit);
    } catch (JsonBounds.Full e) {
      throw new Misfit(e.getMessage());
    } catch (RuntimeException e) {
      // Of the library, by what a letter holds: nested too deeply, a number too long, no JSON.
      throw new Misfit("patch: " + e.getMessage());
    }
  }

  private static String written(JsonStructure document, int most) {
    JsonBounds.Writer text = new JsonBounds.Writer(most);
    try (JsonWriter writer = JSON.createWriter(text)) {
      writer.write(document);
    }
    return text.toString();
  }
}
