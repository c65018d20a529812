package dev.ramal.calls.transcription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Party;
import dev.ramal.calls.carrier.Transcript.Sentence;
import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.calls.transcription.TranscriptState.Event;
import dev.ramal.events.Carrier;
import dev.ramal.events.EventJson;
import dev.ramal.testkit.Tenants;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TranscriptStateTest {
  @Test
  @DisplayName("CALL-511 a transcript goes from state to state by one machine, with stored names")
  void shouldMoveAsTheMachineSays() {
    // Given
    String machine =
        """
        PENDING ASKED ASKED
        PENDING READY READY
        PENDING REFUSED REFUSED
        PENDING LOST LOST
        PENDING ERASE ERASING
        ASKED READY READY
        ASKED REFUSED REFUSED
        ASKED LOST LOST
        ASKED ERASE ERASING
        READY ERASE ERASING
        REFUSED ERASE ERASING
        LOST READY READY
        LOST ERASE ERASING
        LOST REDRIVEN PENDING
        ERASING ERASE ERASING
        ERASING ERASED ERASED
        """;

    // When
    String moves =
        Arrays.stream(TranscriptState.values())
            .flatMap(
                from ->
                    Arrays.stream(Event.values())
                        .flatMap(
                            event ->
                                from.on(event).stream()
                                    .map(to -> from + " " + event + " " + to + "\n")))
            .collect(Collectors.joining());

    // Then
    assertThat(moves).isEqualTo(machine);
    assertThat(TranscriptState.ERASED.wire()).isEqualTo("erased");
  }

  @Test
  @DisplayName("CALL-512 what is stored of a transcript keeps its words")
  void shouldKeepTheStoredWords() {
    // Given
    Transcript said =
        new Transcript(37, List.of(new Sentence(Party.LEAD, 0L, 2500L, " Al\u0000ô ")), true);
    Recorded recorded =
        new Recorded(
            Tenants.AURORA, "r", "c", Carrier.TWILIO, "k", "RE1", "call", 37, 2, "o", "audio/mpeg");

    // Then
    assertThat(
            List.of(
                TranscribeRecordings.QUEUE,
                TranscribeRecordings.ASK,
                TranscribeRecordings.COLLECT,
                EraseTranscripts.QUEUE,
                CarrierTranscriber.STEP))
        .containsExactly("transcriptions", "ASK", "COLLECT", "transcript-erasures", "carrier");
    assertThat(EventJson.write(said))
        .isEqualTo(
            "{\"seconds\":37,\"sentences\":[{\"party\":\"lead\",\"fromMillis\":0,"
                + "\"toMillis\":2500,\"text\":\"Alô\"}],\"truncated\":true}");
    assertThat(EventJson.read(EventJson.write(said), Transcript.class)).isEqualTo(said);
    assertThat(EventJson.write(recorded))
        .isEqualTo(
            "{\"tenant\":\"aurora\",\"recordingId\":\"r\",\"callId\":\"c\",\"carrier\":\"twilio\","
                + "\"connectionId\":\"k\",\"carrierRecordingId\":\"RE1\",\"source\":\"call\","
                + "\"seconds\":37,\"channels\":2,\"storedObject\":\"o\","
                + "\"contentType\":\"audio/mpeg\"}");
    assertThat(EventJson.read(EventJson.write(recorded), Recorded.class)).isEqualTo(recorded);
    assertThat(EventJson.write(new TalkFigures().of(said.upTo(100), 37, List.of("alo"))))
        .isEqualTo(
            "{\"words\":1,\"sides\":[{\"party\":\"lead\",\"words\":1}],"
                + "\"keywords\":[{\"keyword\":\"alo\",\"hits\":1,\"agent\":0,\"lead\":1}]}");
  }

  @Test
  @DisplayName("CALL-513 of a text that is longer than is kept the beginning is kept, and said so")
  void shouldCutOffWhatIsTooLong() {
    // Given
    Sentence ten = new Sentence(null, null, null, "0123456789");
    Transcript whole = Transcript.of(3, List.of(ten, ten, ten));

    // Then
    assertThat(whole.upTo(30)).isEqualTo(whole);
    assertThat(whole.upTo(25).truncated()).isTrue();
    assertThat(whole.upTo(25).sentences()).extracting(Sentence::text).last().isEqualTo("01234");
    assertThat(whole.upTo(20).sentences()).hasSize(2);
    Sentence laughing = new Sentence(null, null, null, "aa😀");
    assertThat(Transcript.of(1, List.of(laughing)).upTo(3).sentences())
        .extracting(Sentence::text)
        .as("no half of a character")
        .containsExactly("aa");
  }

  @Test
  @DisplayName("CALL-740 the seconds that are charged are the transcript's, else the recording's")
  void shouldSayHowMuchWasWrittenDown() {
    // Given
    Sentence said = new Sentence(Party.LEAD, 0L, 2_001L, "Alô");
    Sentence earlier = new Sentence(Party.AGENT, 0L, 900L, "Bom dia");
    Sentence untimed = new Sentence(null, null, null, "Alô");

    // Then
    assertThat(KeepTranscript.seconds(recorded(37), Transcript.of(35, List.of(said))))
        .isEqualTo(35);
    assertThat(KeepTranscript.seconds(recorded(37), Transcript.of(null, List.of(said))))
        .isEqualTo(37);
    assertThat(KeepTranscript.seconds(recorded(null), Transcript.of(null, List.of(said, earlier))))
        .as("to the last word")
        .isEqualTo(3);
    assertThat(KeepTranscript.seconds(recorded(null), Transcript.of(null, List.of(untimed))))
        .isNull();
  }

  private static Recorded recorded(Integer seconds) {
    return new Recorded(
        Tenants.AURORA,
        "r",
        "c",
        Carrier.TWILIO,
        "k",
        "RE1",
        "call",
        seconds,
        2,
        "o",
        "audio/mpeg");
  }
}
