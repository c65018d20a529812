package dev.ramal.crm.rdstation.v1;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What traces say, all attributes and events as text. */
@Singleton
public class SpanAddresses implements SpanProcessor {
  private final List<String> ended = new CopyOnWriteArrayList<>();

  List<String> ended() {
    return List.copyOf(ended);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    ended.add(
        span.getName() + " " + span.toSpanData().getAttributes() + span.toSpanData().getEvents());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
