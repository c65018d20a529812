package dev.ramal.crm.rdstation.v1;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Takes the token out of what a trace says of a request: v1 wants it in the address. */
@Singleton
class RedactToken implements SpanProcessor {
  private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("url.full");
  private static final Pattern TOKEN = Pattern.compile("([?&]token=)[^&#]*");

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    String address = span.getAttribute(ADDRESS);
    if (address != null && address.contains("token=")) {
      span.setAttribute(ADDRESS, redacted(address));
    }
  }

  static String redacted(String address) {
    return TOKEN.matcher(address).replaceAll("$1…");
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
