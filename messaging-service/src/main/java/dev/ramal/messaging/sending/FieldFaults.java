package dev.ramal.messaging.sending;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.Problem.FieldError;
import dev.ramal.messaging.MessageProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with the fields of one request. One kind of fault is told by its own code, several
 * by the code of bad fields; either way each field is named.
 */
final class FieldFaults {
  private final List<Problem> found = new ArrayList<>();

  /** A fault that has no code of its own. */
  void add(String field, String message, String... allowed) {
    add(MessageProblems.badFields().field(field, message, allowed));
  }

  /**
   * @param fault with the field that it is about
   */
  void add(Problem fault) {
    found.add(fault);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException when there is any
   */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    boolean alike = found.stream().map(Problem::code).distinct().count() == 1;
    Problem all = alike ? found.get(0) : MessageProblems.badFields();
    List<Problem> others = alike ? found.subList(1, found.size()) : found;
    for (Problem other : others) {
      for (FieldError error : other.errors()) {
        all = all.field(error.field(), error.message(), error.allowed().toArray(String[]::new));
      }
      for (Map.Entry<String, Object> member : other.more().entrySet()) {
        all = all.with(member.getKey(), member.getValue());
      }
    }
    throw all.exception();
  }
}
