package dev.ramal.kit.text;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;

/** How a text that cannot be stored is refused. */
final class UncleanTexts {
  private UncleanTexts() {}

  static ProblemException problem(String field) {
    return Problem.of(400, "RAMAL-0400", "Some fields are not valid")
        .field(field, "must hold neither U+0000 nor half a surrogate pair")
        .exception();
  }
}
