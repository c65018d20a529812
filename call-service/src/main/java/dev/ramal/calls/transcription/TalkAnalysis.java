package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Party;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Says what a transcript amounts to: the step behind the transcriber. Pure and fast: it runs in the
 * transaction that keeps the transcript.
 */
interface TalkAnalysis {

  /**
   * @param seconds of the recording; null when nobody said
   * @param keywords what the organization listens for
   */
  Analysis of(Transcript transcript, Integer seconds, List<String> keywords);

  /**
   * Its shape is stored.
   *
   * @param words of all sentences
   * @param sides one for each who spoke; empty where the transcript does not say who did
   * @param silencePercent of the recording in which nobody spoke; null where the times or the
   *     length are not known
   */
  @Schema(name = "TranscriptAnalysis")
  record Analysis(
      int words,
      List<Side> sides,
      @Schema(nullable = true) Integer silencePercent,
      List<KeywordHits> keywords) {}

  /**
   * One who spoke; what needs times is null where the transcript has none.
   *
   * @param seconds spoken
   * @param talkPercent of what both have spoken
   * @param longestSeconds the longest stretch in which the other said nothing
   */
  @Schema(name = "TalkSide")
  record Side(
      @Schema(enumeration = {"agent", "lead"}) Party party,
      int words,
      @Schema(nullable = true) Integer seconds,
      @Schema(nullable = true) Integer talkPercent,
      @Schema(nullable = true) Integer longestSeconds) {}

  /**
   * How often something was said.
   *
   * @param agent by the agent; 0 where the transcript does not say who spoke
   */
  @Schema(name = "KeywordHits")
  record KeywordHits(String keyword, int hits, int agent, int lead) {}
}
