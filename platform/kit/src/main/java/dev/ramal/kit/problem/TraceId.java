package dev.ramal.kit.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;

/** What a problem on our side is found by: the problem names it and so does a line of the log. */
public final class TraceId {
  private TraceId() {}

  /** Of the request that is being answered; a new one where nothing is traced. */
  public static String current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : IdGenerator.random().generateTraceId();
  }
}
