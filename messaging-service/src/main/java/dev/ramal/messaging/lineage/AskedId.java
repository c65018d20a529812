package dev.ramal.messaging.lineage;

import dev.ramal.kit.problem.Problem;
import dev.ramal.numbering.MeantNumber;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What somebody asks by: an id of ours, of a carrier's or of a CRM's, or a telephone number however
 * it is written.
 */
record AskedId(String text) {
  private static final int LONGEST = 200;
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 for none, and for what is no id
   */
  static AskedId of(String given) {
    if (given == null || given.isBlank()) {
      throw Problem.badFields()
          .field("id", "is required: an id of a call, message, leg, note, use or invoice")
          .exception();
    }
    if (given.length() > LONGEST) {
      throw Problem.badFields().field("id", "has at most " + LONGEST + " characters").exception();
    }
    return new AskedId(given);
  }

  /** Under which it is looked up: as an id, and as a number where it may be one. */
  Set<UUID> handles(HandleHashes hashes) {
    Set<UUID> handles = new LinkedHashSet<>();
    String id = text.strip();
    handles.add(hashes.ofId(UUID_FORM.matcher(id).matches() ? id.toLowerCase(Locale.ROOT) : id));
    MeantNumber.toLookUp(text)
        .ifPresent(number -> handles.addAll(hashes.ofNumberUnderEachKey(number)));
    return handles;
  }
}
