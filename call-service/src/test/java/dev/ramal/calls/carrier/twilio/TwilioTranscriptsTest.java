package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.twilio.rest.intelligence.v2.Transcript.Status;
import com.twilio.rest.intelligence.v2.transcript.Sentence;
import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Party;
import dev.ramal.calls.carrier.TranscriptPort.Speech;
import dev.ramal.kit.jobs.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TwilioTranscriptsTest {
  private static final Speech TALK = new Speech("RE1", 2, true, "pt-BR");

  @Test
  @DisplayName("CALL-523 of a Twilio sentence the channel says who speaks, where each has one")
  void shouldSayWhoSpeaks() {
    // Given
    Speech message = new Speech("RE1", 1, false, "pt-BR");

    // Then
    assertThat(TwilioTranscripts.sentence(TALK, sentence(1, "0.25", "2.5")))
        .isEqualTo(new Transcript.Sentence(Party.LEAD, 250L, 2500L, "Alô"));
    assertThat(TwilioTranscripts.sentence(TALK, sentence(2, "3", "4")).party())
        .isEqualTo(Party.AGENT);
    assertThat(TwilioTranscripts.sentence(TALK, sentence(3, "3", "4")).party()).isNull();
    assertThat(TwilioTranscripts.sentence(message, sentence(1, "3", "4")).party()).isNull();
    assertThat(TwilioTranscripts.sentence(TALK, sentence(1, "soon", "4")).isTimed()).isFalse();
  }

  @Test
  @DisplayName("CALL-524 what Twilio could not write down is refused, what it writes is waited for")
  void shouldWaitForWhatIsWritten() {
    // Then
    for (Status over : new Status[] {Status.FAILED, Status.CANCELED, Status.ERROR}) {
      assertThat(TwilioTranscripts.<String>notThere(over)).isInstanceOf(Outcome.Refused.class);
    }
    for (Status going : new Status[] {Status.NEW, Status.QUEUED, Status.IN_PROGRESS, null}) {
      assertThat(TwilioTranscripts.<String>notThere(going)).isInstanceOf(Outcome.NotTaken.class);
    }
  }

  private static Sentence sentence(int channel, String from, String to) {
    return Sentence.fromJson(
        "{\"media_channel\":%d,\"start_time\":\"%s\",\"end_time\":\"%s\",\"transcript\":\"Alô\"}"
            .formatted(channel, from, to),
        new ObjectMapper().registerModule(new JavaTimeModule()));
  }
}
