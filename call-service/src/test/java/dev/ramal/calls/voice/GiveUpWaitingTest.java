package dev.ramal.calls.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.fixtures.ToldCalls;
import dev.ramal.calls.lifecycle.VoiceDeadlines;
import dev.ramal.events.LegName;
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

  @Test
  @DisplayName("CALL-285 whoever waits for a word that was lost goes on without it")
  void shouldGoOnWithoutWhisperVerdictAndBeep() {
    assertThat(GiveUpWaiting.givenUp(ToldCalls.whispering(), VoiceDeadlines.UNWHISPERED))
        .contains(new FactBody.Whispered(false, null));
    assertThat(GiveUpWaiting.givenUp(ToldCalls.detecting(), VoiceDeadlines.UNDETECTED))
        .contains(new FactBody.DetectionGivenUp());
    assertThat(
            GiveUpWaiting.givenUp(
                ToldCalls.agentGone(ToldCalls.greeting()), VoiceDeadlines.UNBEEPED))
        .contains(new FactBody.MessageLeft(false, null));
    assertThat(
            GiveUpWaiting.givenUp(ToldCalls.agentGone(ToldCalls.leaving()), VoiceDeadlines.UNSAID))
        .contains(new FactBody.MessageLeft(false, null));
  }

  @Test
  @DisplayName("CALL-468 who is to take over and never came, as far as is told, takes nothing over")
  void shouldNotWaitForWhoTakesOverForEver() {
    LegName target = LegName.agent(2);
    FactBody refused = new FactBody.TransferStep("refused", "no-answer");

    // Then
    assertThat(GiveUpWaiting.transferOver(ToldCalls.transferring(false), target, false))
        .contains(refused);
    assertThat(GiveUpWaiting.transferOver(ToldCalls.transferring(true), target, true))
        .contains(refused);
    assertThat(GiveUpWaiting.transferOver(ToldCalls.transferring(true), target, false))
        .as("the answer was the way to the lead")
        .contains(new FactBody.Conferenced("CF1"));
    assertThat(GiveUpWaiting.transferOver(ToldCalls.transferring(false), LegName.agent(3), false))
        .isEmpty();
    assertThat(
            GiveUpWaiting.transferOver(
                ToldCalls.hungUp(ToldCalls.transferring(false)), target, false))
        .isEmpty();
  }

  @Test
  @DisplayName("CALL-285 whoever waits for a word that was lost goes on without it")
  void shouldGiveUpNothingThatHasComeMeanwhile() {
    assertThat(GiveUpWaiting.givenUp(ToldCalls.greeting(), VoiceDeadlines.UNDETECTED)).isEmpty();
    assertThat(GiveUpWaiting.givenUp(ToldCalls.leaving(), VoiceDeadlines.UNBEEPED)).isEmpty();
    assertThat(GiveUpWaiting.givenUp(ToldCalls.greeting(), VoiceDeadlines.UNSAID)).isEmpty();
    assertThat(GiveUpWaiting.givenUp(ToldCalls.telling(), VoiceDeadlines.UNWHISPERED)).isEmpty();
    assertThat(
            GiveUpWaiting.givenUp(
                ToldCalls.agentGone(ToldCalls.whispering()), VoiceDeadlines.UNWHISPERED))
        .isEmpty();
    assertThat(GiveUpWaiting.givenUp(ToldCalls.hungUp(ToldCalls.leaving()), VoiceDeadlines.UNSAID))
        .isEmpty();
  }
}
