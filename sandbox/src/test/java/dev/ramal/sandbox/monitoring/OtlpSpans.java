package dev.ramal.sandbox.monitoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The part of OTLP's {@code ExportTraceServiceRequest} (opentelemetry-proto, trace/v1) that says
 * which service belongs to which trace.
 */
final class OtlpSpans {
  private static final int FIRST = 1;
  private static final int SECOND = 2;
  private static final int PARENT = 4;
  private static final int NAME = 5;
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private OtlpSpans() {}

  /**
   * A span.
   *
   * @param parent id of the span that it is part of; empty for the first of a trace
   */
  record Span(String service, String trace, String id, String parent, String name) {}

  /**
   * @param request as a service exports it by HTTP
   */
  static List<Span> read(byte[] request) {
    List<Span> spans = new ArrayList<>();
    each(
        ByteBuffer.wrap(request),
        (field, resourceSpans) -> {
          if (field == FIRST) {
            ofOneResource(resourceSpans, spans);
          }
        });
    return spans;
  }

  private static void ofOneResource(ByteBuffer resourceSpans, List<Span> spans) {
    String[] service = {""};
    List<ByteBuffer> scopes = new ArrayList<>();
    each(
        resourceSpans,
        (field, bytes) -> {
          if (field == FIRST) {
            each(bytes, (number, attribute) -> named(number, attribute, service));
          } else if (field == SECOND) {
            scopes.add(bytes);
          }
        });
    for (ByteBuffer scope : scopes) {
      each(
          scope,
          (field, span) -> {
            if (field == SECOND) {
              spans.add(span(service[0], span));
            }
          });
    }
  }

  private static void named(int number, ByteBuffer attribute, String[] service) {
    if (number != FIRST) {
      return;
    }
    String[] pair = {"", ""};
    each(
        attribute,
        (field, bytes) -> {
          if (field == FIRST) {
            pair[0] = text(bytes);
          } else if (field == SECOND) {
            each(bytes, (kind, value) -> pair[1] = kind == FIRST ? text(value) : pair[1]);
          }
        });
    if (pair[0].equals("service.name")) {
      service[0] = pair[1];
    }
  }

  private static Span span(String service, ByteBuffer span) {
    String[] cells = {"", "", "", "", "", ""};
    each(
        span,
        (field, bytes) -> {
          if (field == NAME) {
            cells[NAME] = text(bytes);
          } else if (field == FIRST || field == SECOND || field == PARENT) {
            cells[field] = hex(bytes);
          }
        });
    return new Span(service, cells[FIRST], cells[SECOND], cells[PARENT], cells[NAME]);
  }

  /** Every field of a message that has bytes; numbers are passed over. */
  private static void each(ByteBuffer message, BiConsumer<Integer, ByteBuffer> field) {
    while (message.hasRemaining()) {
      int key = (int) varint(message);
      switch (key & 7) {
        case VARINT -> varint(message);
        case FIXED_64 -> message.position(message.position() + Long.BYTES);
        case FIXED_32 -> message.position(message.position() + Integer.BYTES);
        case BYTES -> {
          int length = (int) varint(message);
          field.accept(key >>> 3, message.slice(message.position(), length));
          message.position(message.position() + length);
        }
        default -> throw new IllegalStateException("no wire type of protobuf: " + (key & 7));
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
