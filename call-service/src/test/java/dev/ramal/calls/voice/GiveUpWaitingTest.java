package dev.ramal.calls.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.fixtures.ToldCalls;
import dev.ramal.calls.lifecycle.VoiceDeadlines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-178 a lead who hangs up before the question has refused nothing")
class GiveUpWaitingTest {

  @Test
  void shouldGiveUpALeadWhoIsThereAndSaysNothing() {
    assertThat(GiveUpWaiting.givenUp(ToldCalls.telling(), VoiceDeadlines.UNTOLD))
        .contains(new FactBody.Announced(false, null));
    assertThat(GiveUpWaiting.givenUp(ToldCalls.asking(), VoiceDeadlines.UNANSWERED))
        .contains(new FactBody.Keyed("", null));
  }

  @Test
  void shouldNotGiveUpWhatIsNotWaitedFor() {
    assertThat(GiveUpWaiting.givenUp(ToldCalls.asking(), VoiceDeadlines.UNTOLD)).isEmpty();
    assertThat(GiveUpWaiting.givenUp(ToldCalls.telling(), VoiceDeadlines.UNANSWERED)).isEmpty();
  }

  @Test
  void shouldNotGiveUpALeadWhoHasHungUp() {
    assertThat(GiveUpWaiting.givenUp(ToldCalls.hungUp(ToldCalls.telling()), VoiceDeadlines.UNTOLD))
        .isEmpty();
    assertThat(
            GiveUpWaiting.givenUp(ToldCalls.hungUp(ToldCalls.asking()), VoiceDeadlines.UNANSWERED))
        .isEmpty();
  }
}
