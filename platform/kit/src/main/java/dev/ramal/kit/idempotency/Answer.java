package dev.ramal.kit.idempotency;

import dev.ramal.kit.problem.Problem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a use case answers; stored, so that the same request gets the same answer.
 *
 * @param status HTTP status
 * @param body written as JSON; null for none
 * @param headers further headers, as in {@code Location}
 */
public record Answer(int status, Object body, Map<String, String> headers) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer of(int status, Object body) {
    return new Answer(status, body, Map.of());
  }

  /** 201 with {@code Location}. */
  public static Answer created(URI location, Object body) {
    return of(201, body).header("Location", location.toString());
  }

  /** A refusal that is kept and repeated as any other answer: its work is committed. */
  public static Answer refused(Problem problem) {
    return of(problem.status(), problem);
  }

  public Answer header(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Answer(status, body, all);
  }
}
