package dev.ramal.gateway.carriers;

import dev.ramal.events.CleanText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Form fields ({@code application/x-www-form-urlencoded}) decoded once, kept as bytes: a signature
 * covers the decoded bytes, and most fields are never read as text.
 *
 * <p>Decoding never fails on content: a percent sign that starts no escape stands for itself, as
 * browsers do it. What is optional and unreadable counts as not said, unless it is paid for;
 * characters that no store holds are left out.
 */
public final class FormBody {
  static final int MAX_FIELDS = 1000;

  private static final FormBody EMPTY = new FormBody(new byte[0], new int[0], 0);

  private final byte[] text;

  /** Three marks per field: start of name, start of value, end of value. */
  private final int[] marks;

  private final int fields;

  private FormBody(byte[] text, int[] marks, int fields) {
    this.text = text;
    this.marks = marks;
    this.fields = fields;
  }

  public static FormBody ofQuery(String rawQuery) {
    return rawQuery == null || rawQuery.isEmpty()
        ? EMPTY
        : parse(rawQuery.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws RejectedCallback when there are more than 1000 fields
   */
  public static FormBody parse(byte[] raw) {
    byte[] text = new byte[raw.length];
    int[] marks = new int[96];
    int fields = 0;
    int read = 0;
    int written = 0;
    while (read < raw.length) {
      if (raw[read] == '&') {
        read++;
        continue;
      }
      if (fields == MAX_FIELDS) {
        throw RejectedCallback.malformed(null, "a callback has at most " + MAX_FIELDS + " fields");
      }
      if (marks.length < (fields + 1) * 3) {
        marks = Arrays.copyOf(marks, marks.length * 2);
      }
      int name = written;
      int value = -1;
      for (; read < raw.length && raw[read] != '&'; read++) {
        byte b = raw[read];
        if (b == '=' && value < 0) {
          value = written;
        } else if (b == '%' && read + 2 < raw.length && escape(raw, read) >= 0) {
          text[written++] = (byte) escape(raw, read);
          read += 2;
        } else {
          text[written++] = b == '+' ? (byte) ' ' : b;
        }
      }
      marks[fields * 3] = name;
      marks[fields * 3 + 1] = value < 0 ? written : value;
      marks[fields * 3 + 2] = written;
      fields++;
    }
    return new FormBody(text, marks, fields);
  }

  private static int escape(byte[] raw, int percent) {
    int high = Character.digit(raw[percent + 1], 16);
    int low = Character.digit(raw[percent + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /** The first value of a field; null when absent or empty, which carriers use alike. */
  public String text(String name) {
    for (int field = 0; field < fields; field++) {
      int length = marks[field * 3 + 2] - marks[field * 3 + 1];
      if (length > 0 && isNamed(field, name)) {
        String value =
            CleanText.of(new String(text, marks[field * 3 + 1], length, StandardCharsets.UTF_8));
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }

  /**
   * @throws RejectedCallback when the field is absent or empty
   */
  public String required(String name) {
    String value = text(name);
    if (value == null) {
      throw RejectedCallback.missing(name);
    }
    return value;
  }

  public boolean has(String name) {
    return text(name) != null;
  }

  /** A whole number from 0; else null. */
  public Integer number(String name) {
    return FieldValues.wholeOrNull(text(name));
  }

  /**
   * Seconds that are paid for; null when not said.
   *
   * @throws RejectedCallback when what is said is no whole number from 0 to 2^31-1: such a callback
   *     is kept for a person to read, because without its seconds the call might cost nothing
   */
  public Integer paidSeconds(String name) {
    String value = text(name);
    Integer seconds = FieldValues.wholeOrNull(value);
    if (value != null && seconds == null) {
      throw RejectedCallback.malformed(name, name + " must be a whole number of seconds");
    }
    return seconds;
  }

  public Boolean flag(String name) {
    String value = text(name);
    return "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null;
  }

  /** RFC 2822 as Twilio writes it, or RFC 3339 as TeXML does; else null. */
  public Instant time(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return Character.isDigit(value.charAt(0))
          ? OffsetDateTime.parse(value).toInstant()
          : Rfc2822.parse(value);
    } catch (DateTimeException e) {
      return null;
    }
  }

  public Instant timeOr(String name, Instant otherwise) {
    Instant time = time(name);
    return time == null ? otherwise : time;
  }

  private boolean isNamed(int field, String name) {
    int start = marks[field * 3];
    if (marks[field * 3 + 1] - start != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (text[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * All fields in the order of arrival; the last value of a repeated one. A name is never mended:
   * it would become another's.
   */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int field = 0; field < fields; field++) {
      String name = slice(field, 0);
      if (CleanText.isClean(name)) {
        map.put(name, CleanText.of(slice(field, 1)));
      }
    }
    return map;
  }

  private String slice(int field, int part) {
    int start = marks[field * 3 + part];
    return new String(text, start, marks[field * 3 + part + 1] - start, StandardCharsets.UTF_8);
  }

  /**
   * Hands every field, sorted by name and then value, each distinct pair once: name and value are
   * adjacent in the given bytes.
   */
  public void forEachSorted(Bytes taker) {
    Integer[] order = new Integer[fields];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compare);
    for (int i = 0; i < fields; i++) {
      if (i == 0 || compare(order[i - 1], order[i]) != 0) {
        int start = marks[order[i] * 3];
        taker.take(text, start, marks[order[i] * 3 + 2] - start);
      }
    }
  }

  private int compare(int one, int other) {
    int names = compare(one, other, 0);
    return names != 0 ? names : compare(one, other, 1);
  }

  private int compare(int one, int other, int part) {
    return Arrays.compareUnsigned(
        text,
        marks[one * 3 + part],
        marks[one * 3 + part + 1],
        text,
        marks[other * 3 + part],
        marks[other * 3 + part + 1]);
  }

  /** Takes a stretch of bytes. */
  public interface Bytes {
    void take(byte[] from, int start, int length);
  }
}
