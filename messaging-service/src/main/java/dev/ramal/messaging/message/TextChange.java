package dev.ramal.messaging.message;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;

/** What became of a text between its writer and the carrier. */
public enum TextChange {
  /** Each letter and its accent are one character; decomposed, "João" arrives as "Joa~o". */
  COMPOSED("composed"),
  /** Characters that force an SMS into UCS-2 were spelled plainly, as was asked. */
  PLAIN_SPELLING("plain-spelling");

  private final String wire;

  TextChange(String wire) {
    this.wire = wire;
  }

  /** As clients see it. */
  public String wire() {
    return wire;
  }

  /** A text as it is counted, stored and sent. */
  public static String compose(String written) {
    return Normalizer.normalize(written, Form.NFC);
  }

  /** By their words. */
  public static List<String> between(String written, String sent) {
    List<String> changes = new ArrayList<>();
    if (!Normalizer.isNormalized(written, Form.NFC)) {
      changes.add(COMPOSED.wire);
    }
    if (!compose(written).equals(sent)) {
      changes.add(PLAIN_SPELLING.wire);
    }
    return List.copyOf(changes);
  }
}
