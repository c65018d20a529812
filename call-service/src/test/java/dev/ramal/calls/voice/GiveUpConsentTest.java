package dev.ramal.calls.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.fixtures.ToldCalls;
import dev.ramal.calls.lifecycle.ConsentDeadlines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-178 a lead who hangs up before the question has refused nothing")
class GiveUpConsentTest {

  @Test
  void shouldGiveUpALeadWhoIsThereAndSaysNothing() {
    assertThat(GiveUpConsent.givenUp(ToldCalls.telling(), ConsentDeadlines.UNTOLD))
        .contains(new FactBody.Announced(false, null));
    assertThat(GiveUpConsent.givenUp(ToldCalls.asking(), ConsentDeadlines.UNANSWERED))
        .contains(new FactBody.Keyed("", null));
  }

  @Test
  void shouldNotGiveUpWhatIsNotWaitedFor() {
    assertThat(GiveUpConsent.givenUp(ToldCalls.asking(), ConsentDeadlines.UNTOLD)).isEmpty();
    assertThat(GiveUpConsent.givenUp(ToldCalls.telling(), ConsentDeadlines.UNANSWERED)).isEmpty();
  }

  @Test
  void shouldNotGiveUpALeadWhoHasHungUp() {
    assertThat(
            GiveUpConsent.givenUp(ToldCalls.hungUp(ToldCalls.telling()), ConsentDeadlines.UNTOLD))
        .isEmpty();
    assertThat(
            GiveUpConsent.givenUp(
                ToldCalls.hungUp(ToldCalls.asking()), ConsentDeadlines.UNANSWERED))
        .isEmpty();
  }
}
