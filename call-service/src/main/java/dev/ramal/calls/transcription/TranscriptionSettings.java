package dev.ramal.calls.transcription;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether recordings of an organization are written down, and how.
 *
 * @param step none, or the word of one that is plugged in
 * @param language what is spoken
 * @param keywords words and phrases that are counted in each transcript
 */
@Schema(
    name = "TranscriptionSettings",
    examples =
"""
{"step": "carrier", "language": "pt-BR", "keywords": ["preço", "cancelar", "concorrente"]}
""")
record TranscriptionSettings(
    @Schema(required = true) String step,
    @Schema(
            defaultValue = "pt-BR",
            enumeration = {"pt-BR", "en-US", "es-ES"})
        String language,
    @Schema(maxItems = 100) List<String> keywords) {
  static final String NONE = "none";
  static final String PORTUGUESE = "pt-BR";

  /** Known to both carriers. */
  static final Set<String> LANGUAGES = Set.of(PORTUGUESE, "en-US", "es-ES");

  private static final int MOST_KEYWORDS = 100;
  private static final int LONGEST_KEYWORD = 60;

  /** Until an administrator says otherwise. */
  static final TranscriptionSettings OFF = new TranscriptionSettings(NONE, PORTUGUESE, List.of());

  /**
   * With what was left out filled in.
   *
   * @param steps the words of what is plugged in
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  TranscriptionSettings checked(Collection<String> steps) {
    List<String> words = keywords == null ? List.of() : keywords;
    String spoken = language == null ? PORTUGUESE : language;
    Problem problem = CallProblems.BAD_TRANSCRIPTION;
    if (step == null || !NONE.equals(step) && !steps.contains(step)) {
      String[] known = Stream.concat(Stream.of(NONE), steps.stream()).toArray(String[]::new);
      problem = problem.field("step", "must be a step that is there", known);
    }
    if (!LANGUAGES.contains(spoken)) {
      problem =
          problem.field(
              "language", "must be a language", LANGUAGES.stream().sorted().toArray(String[]::new));
    }
    if (words.size() > MOST_KEYWORDS) {
      problem = problem.field("keywords", "has at most " + MOST_KEYWORDS);
    }
    for (int i = 0; i < Math.min(words.size(), MOST_KEYWORDS); i++) {
      String word = words.get(i);
      if (word == null || word.isBlank() || word.length() > LONGEST_KEYWORD) {
        problem = problem.field("keywords[" + i + "]", "must be a text of at most 60 characters");
      }
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new TranscriptionSettings(step, spoken, words);
  }
}
