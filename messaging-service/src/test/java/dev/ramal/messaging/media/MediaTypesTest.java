package dev.ramal.messaging.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.files.FetchFile.FileElsewhere;
import dev.ramal.carriers.files.FetchFile.FileNotFetched;
import dev.ramal.carriers.files.FetchFile.FileTooLarge;
import dev.ramal.kit.jobs.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-46 files of messages are ours to serve, to whoever may see the message")
class MediaTypesTest {

  @ParameterizedTest
  @CsvSource({
    "audio/ogg; codecs=opus, audio/ogg, audio/ogg, inline",
    "image/jpeg, image/png, image/jpeg, inline",
    "binary/octet-stream, image/png, image/png, inline",
    ", application/pdf, application/pdf, attachment",
    "image/svg+xml, image/svg+xml, application/octet-stream, attachment",
    "text/html, text/html, application/octet-stream, attachment",
    ", , application/octet-stream, attachment"
  })
  void shouldShowOnlyWhatRunsNothing(
      String answered, String told, String type, String disposition) {
    // Then
    assertThat(MediaTypes.of(answered, told)).isEqualTo(type);
    assertThat(MediaTypes.disposition(type, 0)).startsWith(disposition);
    assertThat(MediaTypes.isPageInstead("text/html", "image/png")).isTrue();
  }

  @Test
  void shouldNotAskAgainForWhatWouldBeTheSame() {
    // Then
    assertThat(FetchMedia.of(new FileElsewhere("evil.example")))
        .isEqualTo(
            new Outcome.Refused<>(
                "no-place", "the carrier redirects to where nothing is fetched from"));
    assertThat(FetchMedia.of(new FetchMedia.PageInstead()))
        .isEqualTo(new Outcome.Refused<>("no-file", "the carrier answered with a page"));
    assertThat(FetchMedia.of(new FileTooLarge(9)))
        .isEqualTo(new Outcome.Refused<>("too-large", "more than 9 bytes"));
    assertThat(FetchMedia.of(new FileNotFetched("the carrier answered 503")))
        .isEqualTo(new Outcome.NotTaken<>("the carrier answered 503"));
  }
}
