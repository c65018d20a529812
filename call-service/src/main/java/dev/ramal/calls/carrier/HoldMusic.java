package dev.ramal.calls.carrier;

import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.carriers.WebhookAddress;
import jakarta.enterprise.context.ApplicationScoped;

/** What a lead on hold and a caller who waits hear, at whichever carrier. */
@ApplicationScoped
public class HoldMusic {
  private static final String OURS = "/media/hold-music.wav";

  private final String address;

  public HoldMusic(DialingConfig config, WebhookAddress webhooks) {
    address = config.holdMusic().orElseGet(() -> webhooks.base() + OURS);
  }

  /** Of an MP3 or WAV; the carrier fetches it with GET. */
  public String address() {
    return address;
  }
}
