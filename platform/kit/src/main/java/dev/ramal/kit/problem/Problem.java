package dev.ramal.kit.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem document (RFC 9457). Immutable; each method below answers a changed copy.
 *
 * @param type the page that explains the code, at the entry that was asked
 * @param title the kind of problem, the same every time
 * @param status HTTP status
 * @param detail this occurrence, telling the reader what to do; null when the title says it all
 * @param instance the request's path ({@link RequestAddress}); filled in by the mappers
 * @param code stable, as in {@code CALLS-0012}
 * @param errors one per bad field
 * @param more further members, as in {@code rule} or {@code evidence}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    List<FieldError> errors,
    @JsonAnyGetter Map<String, Object> more) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    more = Map.copyOf(more);
  }

  /**
   * @param field path of the field, header or parameter
   * @param message what is wrong and what would be right
   * @param allowed the values allowed, when they can be listed
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record FieldError(String field, String message, List<String> allowed) {}

  public static Problem of(int status, String code, String title) {
    return new Problem("/problems/" + code, title, status, null, null, code, List.of(), Map.of());
  }

  /** For fields of a body that break no rule which can be written as an annotation. */
  public static Problem badFields() {
    return Problem.of(400, "RAMAL-0400", "Some fields are not valid");
  }

  /** For what took, or would take, too long in the database and was left undone. */
  public static Problem busy() {
    return Problem.of(503, "RAMAL-0503", "Busy")
        .detail("The database took too long for this; nothing was changed. Try again.");
  }

  public Problem detail(String text) {
    return new Problem(type, title, status, text, instance, code, errors, more);
  }

  public Problem instance(String path) {
    return new Problem(type, title, status, detail, path, code, errors, more);
  }

  public Problem field(String field, String message, String... allowed) {
    List<FieldError> all = new ArrayList<>(errors);
    all.add(new FieldError(field, message, List.of(allowed)));
    return new Problem(type, title, status, detail, instance, code, all, more);
  }

  /** Adds a further member; a null value is left out. */
  public Problem with(String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(more);
    if (value != null) {
      all.put(name, value);
    }
    return new Problem(type, title, status, detail, instance, code, errors, all);
  }

  /** Names the trace in which this happened: whoever asks us about it quotes it, our log has it. */
  public Problem traced() {
    return with("traceId", TraceId.current());
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }

  /** For what may be tried again after a while; the answer says so in {@code Retry-After}. */
  public ProblemException exception(Duration retryAfter) {
    return new ProblemException(this, null, retryAfter);
  }

  public Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }
}
