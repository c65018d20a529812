package dev.ramal.messaging.carrier.twilio;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.files.FetchFile.Source;
import dev.ramal.carriers.files.MediaAddress;
import dev.ramal.carriers.twilio.TwilioSettings;
import dev.ramal.messaging.carrier.MediaPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of messages at Twilio: behind the account's credentials, from where a redirect leads to a
 * place that is open for some minutes. Of what a callback says only the ids are believed.
 */
@ApplicationScoped
class TwilioMedia {
  private static final Pattern PATH =
      Pattern.compile(
          "/2010-04-01/Accounts/AC[0-9a-f]{32}/Messages/[MS]M[0-9a-f]{32}/Media/ME[0-9a-f]{32}");

  private final URI api;
  private final MediaPlaces places;

  TwilioMedia(TwilioSettings settings, MediaPlaces places) {
    this.api = settings.apiUrl();
    this.places = places;
  }

  Optional<Source> source(CarrierAccount account, String url) {
    return Optional.ofNullable(MediaAddress.parsed(url))
        .map(address -> PATH.matcher("" + address.getPath()))
        .filter(Matcher::matches)
        .map(
            path ->
                new Source(
                    api.resolve(path.group()), basic(account), target -> places.hold(target, api)));
  }

  /** Whether it lies at the server whose API we use. */
  boolean isAtApi(URI address) {
    return MediaPlaces.isSameOrigin(address, api);
  }

  private static String basic(CarrierAccount account) {
    String pair = account.accountSid() + ":" + account.authToken();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
