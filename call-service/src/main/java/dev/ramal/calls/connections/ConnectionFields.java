package dev.ramal.calls.connections;

import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import dev.ramal.numbering.MeantNumber;
import java.util.regex.Pattern;

/** Collects what is wrong with the fields of a connection, so that all of it is told at once. */
public final class ConnectionFields {
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{8,512}");

  private final boolean secretsRequired;
  private Problem problem;

  ConnectionFields(Problem problem, boolean secretsRequired) {
    this.problem = problem;
    this.secretsRequired = secretsRequired;
  }

  /** A secret; may be absent where absent secrets stay as they are. */
  public void secret(String field, String value) {
    if (!missing(field, value, "is required")) {
      secretIfGiven(field, value);
    }
  }

  /** A secret that an account may do without. */
  public void secretIfGiven(String field, String value) {
    if (value != null && !SECRET.matcher(value).matches()) {
      bad(field, "must be 8 to 512 visible characters");
    }
  }

  /**
   * Whether a field that is a secret, or is kept like one, is absent although it is required; told
   * here.
   */
  public boolean missing(String field, String value, String message) {
    if (value == null && secretsRequired) {
      bad(field, message);
      return true;
    }
    return false;
  }

  public void matches(String field, String value, Pattern form, String what) {
    if (value == null || !form.matcher(value).matches()) {
      bad(field, "must be " + what);
    }
  }

  public void matchesIfGiven(String field, String value, Pattern form, String what) {
    if (value != null) {
      matches(field, value, form, what);
    }
  }

  public void bad(String field, String message, String... allowed) {
    problem = problem.field(field, message, allowed);
  }

  /** The number that was probably meant is told with it; of several the last. */
  void badNumber(String field, String given) {
    problem =
        problem
            .field(field, "must be E.164, as in +551130001000")
            .with("suggestion", MeantNumber.of(given).map(E164::value).orElse(null));
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException when anything was wrong
   */
  void refuseIfBad() {
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }
}
