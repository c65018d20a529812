package dev.ramal.calls.volume;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.LegState;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What a call that is over adds to the figures of its caller id.
 *
 * @param day in Brasília on which it was asked for
 * @param calls legs that went to telephones; softphones are none
 * @param shortCalls those of them that were short
 * @param leads leads that were rung
 * @param answered those of them who picked up in person
 */
record CallVolume(LocalDate day, long calls, long shortCalls, long leads, long answered) {
  static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");

  private static final CallVolume NONE = new CallVolume(LocalDate.EPOCH, 0, 0, 0, 0);

  /**
   * @param call null for one that is not stored yet
   */
  static CallVolume of(Call call) {
    if (call == null || call.details().direction() == Direction.INBOUND || !call.state().over()) {
      return NONE;
    }
    LocalDate day = LocalDate.ofInstant(call.details().requestedAt(), BRASILIA);
    int shortSeconds = VolumeLimits.on(day).shortSeconds();
    List<LegState> legs =
        call.state().legs().stream()
            .filter(LegState::dialed)
            .filter(leg -> E164.isValid(address(call, leg)))
            .toList();
    List<LegState> leads = legs.stream().filter(leg -> leg.name() == LegName.LEAD).toList();
    return new CallVolume(
        day,
        legs.size(),
        legs.stream().filter(leg -> isShort(leg, shortSeconds)).count(),
        leads.size(),
        leads.stream().filter(CallVolume::byAPerson).count());
  }

  /** What the set adds: an end that was corrected takes back what stood before. */
  CallVolume minus(CallVolume before) {
    return new CallVolume(
        day,
        calls - before.calls,
        shortCalls - before.shortCalls,
        leads - before.leads,
        answered - before.answered);
  }

  CallVolume plus(CallVolume other) {
    return new CallVolume(
        day,
        calls + other.calls,
        shortCalls + other.shortCalls,
        leads + other.leads,
        answered + other.answered);
  }

  boolean isNothing() {
    return calls == 0 && shortCalls == 0 && leads == 0 && answered == 0;
  }

  private static boolean isShort(LegState leg, int shortSeconds) {
    return !byAPerson(leg) || leg.answeredSeconds() <= shortSeconds;
  }

  private static boolean byAPerson(LegState leg) {
    return leg.answered() && leg.answeredBy() != AnsweredBy.MACHINE;
  }

  private static String address(Call call, LegState leg) {
    if (leg.address() != null) {
      return leg.address();
    }
    return leg.name() == LegName.LEAD ? call.details().leadNumber() : call.details().agentAddress();
  }
}
