package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.fact;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.calls.call.Calls.requested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramal.calls.lifecycle.AgentMove;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.LegName;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-339 who is rung for a caller is busy, and free again when it rang in vain")
class AgentMoveTest {
  private static final LegName SECOND = LegName.agent(2);

  @Test
  void shouldFollowAnOfferFromOneAgentToTheNext() {
    // Given
    Call caller = after(Calls.arrived(), lead(1, new FactBody.Answered(null)));

    // When
    Call first = after(caller, offered(LegName.AGENT, 2, "u-1"));
    Call lapsed = after(first, fact(LegName.AGENT, 22, new FactBody.OfferLapsed("no-answer")));
    Call second = after(lapsed, offered(SECOND, 23, "u-2"));
    Call gone =
        after(
            second,
            lead(30, ended(CallOutcome.CANCELED, null)),
            fact(LegName.AGENT, 30, new FactBody.Dropped("the call ended first")),
            fact(SECOND, 30, new FactBody.Dropped("the call ended first")));

    // Then
    assertThat(AgentMove.between(null, caller, "c")).isEmpty();
    moves(caller, first).containsExactly(tuple("u-1", true));
    moves(first, lapsed).containsExactly(tuple("u-1", false));
    moves(lapsed, second).containsExactly(tuple("u-2", true));
    moves(first, second).containsExactly(tuple("u-1", false), tuple("u-2", true));
    moves(second, second).isEmpty();
    assertThat(gone.status().isFinal()).isTrue();
    moves(second, gone).containsExactly(tuple("u-2", false));
    moves(gone, gone).isEmpty();
    moves(caller, gone).as("nobody took it").isEmpty();
  }

  @Test
  void shouldTellNothingOfWhoeverWasWantedLongBefore() {
    // Given
    Call wanted =
        after(
            Calls.arrived(),
            lead(1, new FactBody.Answered(null)),
            fact(
                LegName.AGENT,
                2,
                new FactBody.Offered("u-1", null, "client:u-1", 20, FactBody.Offered.DEDICATED)),
            fact(LegName.AGENT, 22, new FactBody.OfferLapsed("no-answer")));

    // When
    Call ringing = after(wanted, offered(SECOND, 23, "u-2"));
    Call gone =
        after(
            ringing,
            lead(30, ended(CallOutcome.CANCELED, null)),
            fact(LegName.AGENT, 30, new FactBody.Dropped("the call ended first")),
            fact(SECOND, 30, new FactBody.Dropped("the call ended first")));

    // Then
    assertThat(gone.details().agentId()).isEqualTo("u-1");
    moves(ringing, gone).containsExactly(tuple("u-2", false));
  }

  @Test
  void shouldFollowAClickToItsEnd() {
    // When
    Call call = requested();
    Call over =
        after(
            call, agent(1, new FactBody.Initiated()), agent(9, ended(CallOutcome.NO_ANSWER, null)));
    Call corrected = after(over, agent(2, new FactBody.Answered(null)));

    // Then
    moves(call, call).isEmpty();
    moves(call, over).containsExactly(tuple(call.details().agentId(), false));
    moves(over, corrected).isEmpty();
  }

  private static Fact offered(LegName leg, int second, String agent) {
    return fact(
        leg,
        second,
        new FactBody.Offered(agent, null, "client:" + agent, 20, FactBody.Offered.LONGEST_IDLE));
  }

  private static AbstractListAssert<?, List<? extends Tuple>, Tuple, ?> moves(
      Call before, Call now) {
    return assertThat(AgentMove.between(before, now, "c"))
        .extracting(AgentMove::agentId, AgentMove::got);
  }
}
