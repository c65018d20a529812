package dev.ramal.calls.carrier.twilio;

import com.twilio.base.Page;
import com.twilio.rest.intelligence.v2.Service;
import com.twilio.rest.intelligence.v2.ServiceCreator;
import com.twilio.rest.intelligence.v2.Transcript;
import com.twilio.rest.intelligence.v2.TranscriptCreator;
import com.twilio.rest.intelligence.v2.transcript.Sentence;
import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.carrier.Erasures;
import dev.ramal.calls.carrier.Transcript.Party;
import dev.ramal.calls.carrier.TranscriptPort;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Transcripts at Twilio: Conversational Intelligence (v2) writes down a recording that it is asked
 * for, in a Service of the account, one for each connection and language, made on first use. The
 * older {@code transcribe} of {@code <Record>} takes English and two minutes only.
 */
@ApplicationScoped
class TwilioTranscripts implements TranscriptPort {
  private static final Pattern SID = Pattern.compile("RE[0-9a-zA-Z]{1,62}");
  private static final long MOST = 1000;

  /** A call of hours has fewer; what lies beyond is cut off with the rest. */
  private static final int MOST_PAGES = 20;

  private final TwilioApi twilio;
  private final TwilioUrls urls;

  TwilioTranscripts(TwilioApi twilio, TwilioUrls urls) {
    this.twilio = twilio;
    this.urls = urls;
  }

  @Override
  public Uni<Outcome<Asked>> ask(CarrierAccount account, Speech speech) {
    if (!SID.matcher(speech.recordingId()).matches()) {
      return Uni.createFrom()
          .item(new Outcome.Refused<>("no-recording", "not a recording sid of Twilio's"));
    }
    return service(account, speech.language())
        .chain(
            service ->
                service instanceof Outcome.Done<String> done
                    ? ask(account, speech, done.result())
                    : Uni.createFrom().item(again(service)));
  }

  /** Nothing was written down for want of a Service; who made it meanwhile is found next time. */
  private static Outcome<Asked> again(Outcome<String> service) {
    return service instanceof Outcome.Throttled<String> fast
        ? new Outcome.Throttled<>(fast.retryAfter(), fast.reason())
        : new Outcome.NotTaken<>("no Service of Conversational Intelligence: " + service);
  }

  private Uni<Outcome<String>> service(CarrierAccount account, String language) {
    String name = "ramal-" + account.connectionId() + "-" + language;
    return twilio
        .lookUp(account, client -> Service.reader().setPageSize(MOST).firstPage(client))
        .chain(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<Page<Service>> done)) {
                return Uni.createFrom().item(reply.outcome(none -> ""));
              }
              Optional<String> known =
                  done.value().getRecords().stream()
                      .filter(service -> name.equals(service.getUniqueName()))
                      .map(Service::getSid)
                      .findFirst();
              return known
                  .<Uni<Outcome<String>>>map(sid -> Uni.createFrom().item(new Outcome.Done<>(sid)))
                  .orElseGet(() -> make(account, name, language));
            });
  }

  /** Nothing is written down by itself, and nothing is kept by Twilio to learn from. */
  private Uni<Outcome<String>> make(CarrierAccount account, String name, String language) {
    String told = urls.transcripts(account.connectionId()).toString();
    return twilio
        .ask(
            account,
            client ->
                new ServiceCreator(name)
                    .setFriendlyName(name)
                    .setLanguageCode(language)
                    .setAutoTranscribe(false)
                    .setDataLogging(false)
                    .setWebhookUrl(told)
                    .setWebhookHttpMethod(Service.HttpMethod.POST)
                    .create(client))
        .map(reply -> reply.outcome(Service::getSid));
  }

  private Uni<Outcome<Asked>> ask(CarrierAccount account, Speech speech, String service) {
    Map<String, Object> channel =
        Map.of(
            "media_properties",
            Map.of("source_sid", speech.recordingId()),
            "participants",
            List.of(
                Map.of("channel_participant", 1, "role", "Customer"),
                Map.of("channel_participant", 2, "role", "Agent")));
    return twilio
        .ask(account, client -> new TranscriptCreator(service, channel).create(client))
        .map(reply -> reply.outcome(made -> new Asked(made.getSid())));
  }

  @Override
  public Uni<Outcome<Asked>> find(CarrierAccount account, Speech speech) {
    return ofRecording(account, speech)
        .map(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<List<Transcript>> done)) {
                return reply.outcome(none -> null);
              }
              return done.value().stream()
                  .findFirst()
                  .<Outcome<Asked>>map(one -> new Outcome.Done<>(new Asked(one.getSid())))
                  .orElseGet(() -> new Outcome.NotTaken<>("Twilio was not asked"));
            });
  }

  private Uni<CarrierReply<List<Transcript>>> ofRecording(CarrierAccount account, Speech speech) {
    return twilio
        .lookUp(
            account,
            client ->
                Transcript.reader()
                    .setSourceSid(speech.recordingId())
                    .setPageSize(MOST)
                    .firstPage(client))
        .map(reply -> reply.map(Page::getRecords));
  }

  @Override
  public Uni<Outcome<dev.ramal.calls.carrier.Transcript>> fetch(
      CarrierAccount account, Speech speech, String handle) {
    return twilio
        .lookUp(account, client -> Transcript.fetcher(handle).fetch(client))
        .chain(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<Transcript> done)) {
                return Uni.createFrom().item(TranscriptPort.later(reply));
              }
              Transcript found = done.value();
              return found.getStatus() == Transcript.Status.COMPLETED
                  ? sentences(account, speech, found)
                  : Uni.createFrom().item(notThere(found.getStatus()));
            });
  }

  /** Null stands for a word this SDK does not know. */
  static <T> Outcome<T> notThere(Transcript.Status status) {
    return status == Transcript.Status.FAILED
            || status == Transcript.Status.CANCELED
            || status == Transcript.Status.ERROR
        ? new Outcome.Refused<>("failed", "Twilio could not write it down")
        : new Outcome.NotTaken<>("Twilio is writing still");
  }

  private Uni<Outcome<dev.ramal.calls.carrier.Transcript>> sentences(
      CarrierAccount account, Speech speech, Transcript found) {
    return twilio
        .lookUp(
            account, client -> Sentence.reader(found.getSid()).setPageSize(MOST).firstPage(client))
        .chain(reply -> further(account, found, reply, new ArrayList<>(), 1))
        .map(
            reply ->
                reply instanceof CarrierReply.Done<List<Sentence>> done
                    ? new Outcome.Done<>(transcript(speech, found, done.value()))
                    : TranscriptPort.later(reply));
  }

  private static dev.ramal.calls.carrier.Transcript transcript(
      Speech speech, Transcript found, List<Sentence> said) {
    return dev.ramal.calls.carrier.Transcript.of(
        found.getDuration(), said.stream().map(one -> sentence(speech, one)).toList());
  }

  private Uni<CarrierReply<List<Sentence>>> further(
      CarrierAccount account,
      Transcript found,
      CarrierReply<Page<Sentence>> reply,
      List<Sentence> all,
      int pages) {
    if (!(reply instanceof CarrierReply.Done<Page<Sentence>> done)) {
      return Uni.createFrom().item(reply.map(none -> all));
    }
    all.addAll(done.value().getRecords());
    if (!done.value().hasNextPage() || pages == MOST_PAGES) {
      return Uni.createFrom().item(new CarrierReply.Done<>(all));
    }
    return twilio
        .lookUp(account, client -> Sentence.reader(found.getSid()).nextPage(done.value(), client))
        .chain(next -> further(account, found, next, all, pages + 1));
  }

  /** Assumed: a leg's recording has what the leg says first, and second what it hears. */
  static dev.ramal.calls.carrier.Transcript.Sentence sentence(Speech speech, Sentence one) {
    Party party = !speech.hasSides() ? null : party(one.getMediaChannel());
    return new dev.ramal.calls.carrier.Transcript.Sentence(
        party, millis(one.getStartTime()), millis(one.getEndTime()), one.getTranscript());
  }

  private static Party party(Integer channel) {
    return channel == null ? null : channel == 1 ? Party.LEAD : channel == 2 ? Party.AGENT : null;
  }

  /** Seconds with fractions, as text. */
  static Long millis(String seconds) {
    try {
      return seconds == null ? null : new BigDecimal(seconds).movePointRight(3).longValue();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public Uni<Outcome<Erasure>> erase(CarrierAccount account, Speech speech) {
    return ofRecording(account, speech)
        .chain(reply -> Erasures.eachOf(reply, one -> erase(account, one.getSid())));
  }

  private Uni<Outcome<Erasure>> erase(CarrierAccount account, String sid) {
    return twilio
        .ask(account, client -> Transcript.deleter(sid).delete(client))
        .map(TranscriptPort::erased);
  }
}
