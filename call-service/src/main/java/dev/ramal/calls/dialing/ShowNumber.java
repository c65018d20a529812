package dev.ramal.calls.dialing;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.numbers.CallerIdRules;
import dev.ramal.calls.numbers.CallerIds;
import dev.ramal.calls.numbers.ChooseCallerId;
import dev.ramal.calls.numbers.ChooseCallerId.Chosen;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Which number a click shows: the one that was asked for, else the one whose turn it is. */
@ApplicationScoped
class ShowNumber {
  private final ChooseCallerId choose;

  ShowNumber(ChooseCallerId choose) {
    this.choose = choose;
  }

  /**
   * @param from as it was asked for; null for any
   * @param numbers of the account
   * @throws dev.ramal.kit.problem.ProblemException where there is none, or it may not be shown
   */
  Chosen choose(
      TenantId tenant,
      String from,
      E164 to,
      String connectionId,
      List<E164> numbers,
      CallerIds callerIds) {
    if (from != null) {
      return new Chosen(asked(from, numbers), Optional.empty());
    }
    if (numbers.isEmpty()) {
      throw DialProblems.noNumbers();
    }
    return choose
        .choose(tenant, callerIds, connectionId, to)
        .orElseGet(() -> new Chosen(any(numbers), Optional.empty()));
  }

  /** All that may be shown are other people's: rather one of those than no call. */
  static E164 any(List<E164> numbers) {
    return numbers.stream()
        .filter(CallerIdRules::mayShow)
        .findFirst()
        .orElseThrow(DialProblems::noCallerId);
  }

  private static E164 asked(String from, List<E164> numbers) {
    if (!E164.isValid(from)) {
      throw DialProblems.badNumber("from", from);
    }
    E164 asked = E164.of(from);
    if (!numbers.contains(asked)) {
      throw DialProblems.notOurNumber(asked, numbers);
    }
    return shown(asked);
  }

  /** Before the carrier refuses it, when the agent's phone has rung already. */
  private static E164 shown(E164 number) {
    if (!CallerIdRules.mayShow(number)) {
      throw CallProblems.CALLER_ID_NOT_ALLOWED
          .field("from", "is toll-free: " + number.value())
          .exception();
    }
    return number;
  }
}
