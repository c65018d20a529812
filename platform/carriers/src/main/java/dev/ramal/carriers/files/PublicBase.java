package dev.ramal.carriers.files;

import io.smallrye.config.ConfigMapping;

/** Where people reach us. */
@ConfigMapping(prefix = "ramal.public")
public interface PublicBase {

  /** The public base of the links that we hand out. */
  String baseUrl();

  /** The same without a slash at its end. */
  default String base() {
    String url = baseUrl();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
