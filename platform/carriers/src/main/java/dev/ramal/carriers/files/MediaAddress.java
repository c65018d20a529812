package dev.ramal.carriers.files;

import java.net.URI;

/** The address of a file as a carrier told it. */
public final class MediaAddress {
  private MediaAddress() {}

  /** Null for null and for what is no address. */
  public static URI parsed(String url) {
    try {
      return url == null ? null : URI.create(url);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
