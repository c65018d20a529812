package dev.ramal.calls.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.AccountWarning;
import dev.ramal.calls.connections.AskAccounts.AskedAccount;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.WireWords;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one part of an account does. Pure.
 *
 * @param reason null where it does well
 * @param since when it came into that state, where somebody knows; else null, and it counts from
 *     when it was first seen
 */
record Finding(Part part, State state, String reason, Instant since) {

  /** What is looked at. The names are stored. */
  enum Part {
    ACCOUNT,
    NUMBERS,
    CONNECTIVITY;

    @JsonValue
    String wire() {
      return WireWords.of(this);
    }
  }

  /** The names are stored. */
  enum State {
    OK,
    /** It works, and something should be otherwise. */
    WARNING,
    FAILING,
    /** The carrier did not say. */
    UNKNOWN;

    @JsonValue
    String wire() {
      return WireWords.of(this);
    }
  }

  static List<Finding> of(AskedAccount asked, KeptBreaker kept) {
    return List.of(account(asked), numbers(asked), connectivity(asked, kept));
  }

  private static Finding account(AskedAccount asked) {
    if (asked.check() instanceof AccountCheck.Refused refused) {
      return found(Part.ACCOUNT, State.FAILING, refused.field() + ": " + refused.reason());
    }
    if (!asked.enabled()) {
      String why = asked.disabledReason();
      return found(Part.ACCOUNT, State.WARNING, why == null ? "it is switched off" : why);
    }
    return asked.check() instanceof AccountCheck.NotAsked notAsked
        ? found(Part.ACCOUNT, State.UNKNOWN, notAsked.reason())
        : found(Part.ACCOUNT, State.OK, null);
  }

  private static Finding numbers(AskedAccount asked) {
    if (asked.numbers() == 0) {
      return found(Part.NUMBERS, State.FAILING, "it has no number to show");
    }
    if (!(asked.check() instanceof AccountCheck.Known known)) {
      return found(Part.NUMBERS, State.UNKNOWN, "the carrier did not say");
    }
    String warnings = text(known.warnings().stream().filter(AccountWarning::isOfNumbers));
    return warnings.isEmpty()
        ? found(Part.NUMBERS, State.OK, null)
        : found(Part.NUMBERS, State.WARNING, warnings);
  }

  /** Whether we reach the carrier, and it us. */
  private static Finding connectivity(AskedAccount asked, KeptBreaker kept) {
    Breaker breaker = kept.breaker();
    if (breaker.isOpen()) {
      return new Finding(Part.CONNECTIVITY, State.FAILING, lastError(kept), breaker.since());
    }
    if (asked.check() instanceof AccountCheck.NotAsked notAsked) {
      return found(Part.CONNECTIVITY, State.FAILING, notAsked.reason());
    }
    if (breaker.state() == Breaker.State.HALF_OPEN) {
      return new Finding(
          Part.CONNECTIVITY,
          State.WARNING,
          "it answers again; the next dial decides",
          breaker.since());
    }
    String warnings =
        asked.check() instanceof AccountCheck.Known known
            ? text(known.warnings().stream().filter(each -> !each.isOfNumbers()))
            : "";
    return warnings.isEmpty()
        ? found(Part.CONNECTIVITY, State.OK, null)
        : found(Part.CONNECTIVITY, State.WARNING, warnings);
  }

  private static String lastError(KeptBreaker kept) {
    return kept.errors().stream()
        .findFirst()
        .map(
            error ->
                "dials fail: "
                    + error.code()
                    + (error.reason() == null ? "" : " " + error.reason()))
        .orElse("dials fail");
  }

  private static String text(Stream<AccountWarning> warnings) {
    return warnings.map(AccountWarning::detail).collect(Collectors.joining(" "));
  }

  private static Finding found(Part part, State state, String reason) {
    return new Finding(part, state, reason, null);
  }
}
