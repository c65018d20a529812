package dev.ramal.calls.recordings;

import dev.ramal.carriers.files.PublicBase;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The player's three files. Nothing is loaded from elsewhere, and the page talks to us and to the
 * place of the login only.
 */
@ApplicationScoped
class PlayerPage {
  private static final String UTF_8 = ";charset=utf-8";

  private final String html;
  private final String policy;

  PlayerPage(LoginConfig login, PublicBase address) {
    String authority = login.authority().toString();
    this.html =
        read("player.html")
            .replace("{authority}", attribute(authority))
            .replace("{client}", attribute(login.clientId()));
    this.policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'; connect-src 'self' "
            + origin(login.authority())
            + "; media-src 'self' "
            + origin(URI.create(address.baseUrl()));
  }

  Response html() {
    return answer(html, MediaType.TEXT_HTML + UTF_8)
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", policy)
        .build();
  }

  /**
   * @param name player.js or player.css
   */
  Response file(String name) {
    String type = name.endsWith(".js") ? "text/javascript" : "text/css";
    return answer(read(name), type + UTF_8).header("Cache-Control", "max-age=300").build();
  }

  private static Response.ResponseBuilder answer(String content, String type) {
    return Response.ok(content)
        .header("Content-Type", type)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer");
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private static String read(String name) {
    try (InputStream in = PlayerPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where people log in who open the page of a recording. */
  @ConfigMapping(prefix = "ramal.player")
  interface LoginConfig {

    /** The realm, as browsers reach it. */
    @WithDefault("${quarkus.oidc.auth-server-url}")
    URI authority();

    /** A public client of the realm that may return to {@code /media/player/*}. */
    @WithDefault("ramal-player")
    String clientId();
  }
}
