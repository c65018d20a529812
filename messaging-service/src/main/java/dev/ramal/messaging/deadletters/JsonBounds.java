package dev.ramal.messaging.deadletters;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringWriter;
import java.util.Map;

/**
 * Holds JSON to a length and a depth, and looks no further than that: a document whose parts were
 * copied is small in memory, where they are shared, and may be endless when it is written out.
 */
final class JsonBounds {
  /** Far above what a body of ours has; each level costs a reader stack. */
  static final int DEEPEST = 200;

  private final int most;
  private long counted;

  private JsonBounds(int most) {
    this.most = most;
  }

  /**
   * @param most characters that the document may have; those of its numbers and escapes are left
   *     out, so what passes may still be too long
   * @throws BodyPatch.Misfit when it is longer, or nested deeper than {@link #DEEPEST}
   */
  static void hold(JsonValue document, int most) throws BodyPatch.Misfit {
    new JsonBounds(most).count(document, DEEPEST);
  }

  private void count(JsonValue value, int levels) throws BodyPatch.Misfit {
    if (levels == 0) {
      throw new BodyPatch.Misfit("patch: the body would be nested too deeply");
    }
    if (value instanceof JsonObject object) {
      add(2);
      for (Map.Entry<String, JsonValue> field : object.entrySet()) {
        add(field.getKey().length() + 3L);
        count(field.getValue(), levels - 1);
      }
    } else if (value instanceof JsonArray array) {
      add(2);
      for (JsonValue each : array) {
        count(each, levels - 1);
      }
    } else {
      add(value instanceof JsonString text ? text.getString().length() + 2L : 1);
    }
  }

  private void add(long characters) throws BodyPatch.Misfit {
    counted += characters;
    if (counted > most) {
      throw new BodyPatch.Misfit(complaint());
    }
  }

  private static String complaint() {
    return "patch: the body would become too large";
  }

  /** Takes so many characters, and then no more. */
  static final class Writer extends StringWriter {
    private final int most;

    Writer(int most) {
      this.most = most;
    }

    @Override
    public void write(int character) {
      hold(1);
      super.write(character);
    }

    @Override
    public void write(char[] characters, int from, int length) {
      hold(length);
      super.write(characters, from, length);
    }

    @Override
    public void write(String text) {
      hold(text.length());
      super.write(text);
    }

    @Override
    public void write(String text, int from, int length) {
      hold(length);
      super.write(text, from, length);
    }

    private void hold(int more) {
      if (getBuffer().length() + (long) more > most) {
        throw new Full();
      }
    }
  }

  /** Nothing more is written. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Full() {
      super(complaint(), null, false, false);
    }
  }
}
