package dev.ramal.kit.failure;

/**
 * Why a record could not be applied. The kind, not the exception, decides what happens to the
 * record; see {@link FailurePolicy}.
 */
public sealed interface Failure {
  /** What is wrong, for a person who repairs flows. */
  String detail();

  /** The kind as it is written in headers and metrics. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** Cannot be understood, now or ever: dead letter at once. */
  record Malformed(String code, String detail) implements Failure {}

  /** True once, no longer of use: acknowledged and counted. */
  record TooLate(String detail) implements Failure {}

  /** Something it depends on has not arrived: delayed retry, dead letter in the end. */
  record NotYet(String detail) implements Failure {}

  /** Our trouble, not the record's: delayed retry, dead letter in the end. */
  record Transient(String detail, Throwable cause) implements Failure {}

  /** Understood and refused; the use case has recorded it: acknowledged and counted. */
  record Rejected(String code, String detail) implements Failure {}
}
