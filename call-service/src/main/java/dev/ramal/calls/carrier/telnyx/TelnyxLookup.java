package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.carrier.CarrierConfig;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegReport.LegStatus;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.telnyx.EventRecord.CallEvent;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks Telnyx about a leg. There is no list of calls and a call tells neither whether it was
 * answered nor how it ended, so three sources are put together: the call itself (until 10 minutes
 * after its end), the active calls, and the record of events (24 hours), found by the client state
 * that we gave the leg.
 *
 * <p>Failure policy: "not created" is said only when the active calls and the whole record since
 * the dial could be read and hold nothing of this leg. The dial is not repeated here, although
 * Telnyx drops a repeated {@code command_id} for a minute: what it answers then is undocumented.
 */
@ApplicationScoped
class TelnyxLookup {
  private static final int PAGE = 250;

  private final TelnyxApi telnyx;
  private final EventRecord record;
  private final DetailRecords billed;
  private final CarrierConfig config;

  TelnyxLookup(TelnyxApi telnyx, EventRecord record, DetailRecords billed, CarrierConfig config) {
    this.telnyx = telnyx;
    this.record = record;
    this.billed = billed;
    this.config = config;
  }

  Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question) {
    return question.carrierCallId() == null ? search(account, question) : fetch(account, question);
  }

  /** What a leg that is over has cost, as far as the events do not tell it. */
  Uni<Lookup> lookUpPrice(CarrierAccount account, Lookup.Question question, boolean inPart) {
    return events(account, question, null)
        .chain(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<List<CallEvent>> done)) {
                return Uni.createFrom().item(Lookup.CannotTell.because(reply));
              }
              LegHistory history = historyOf(question, done.value());
              return history
                  .legId()
                  .map(leg -> priced(account, question, history, leg, inPart))
                  .orElseGet(
                      () ->
                          Uni.createFrom()
                              .item(new Lookup.CannotTell("Telnyx no longer names the leg")));
            });
  }

  private Uni<Lookup> priced(
      CarrierAccount account,
      Lookup.Question question,
      LegHistory history,
      String legId,
      boolean inPart) {
    LegReport report = history.report(question.carrierCallId().value());
    return billed
        .priceOf(account, question, legId, inPart)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Optional<Money>> done
                    ? new Lookup.Found(report.costing(done.value().orElse(null)))
                    : Lookup.CannotTell.because(reply));
  }

  private Uni<Lookup> fetch(CarrierAccount account, Lookup.Question question) {
    return telnyx
        .get(
            account,
            "/calls/" + TelnyxApi.segment(question.carrierCallId().value()),
            Map.of(),
            TelnyxCall.class)
        .chain(
            reply -> {
              if (reply instanceof CarrierReply.Done<TelnyxCall> done && done.value() != null) {
                return Boolean.TRUE.equals(done.value().isAlive())
                    ? living(account, done.value())
                    : ended(account, question, done.value());
              }
              return isGone(reply)
                  ? ended(account, question, null)
                  : Uni.createFrom().item(Lookup.CannotTell.because(reply));
            });
  }

  private static boolean isGone(CarrierReply<TelnyxCall> reply) {
    return reply instanceof CarrierReply.Refused<TelnyxCall> refused && refused.status() == 404;
  }

  /** Alive for certain; whether it was answered only the record tells, when it can be read. */
  private Uni<Lookup> living(CarrierAccount account, TelnyxCall call) {
    LegReport alive = alive(call);
    if (call.callLegId() == null) {
      return found(alive);
    }
    return record
        .ofLeg(account, call.callLegId())
        .map(
            reply ->
                reply instanceof CarrierReply.Done<List<CallEvent>> done
                    ? new LegHistory(done.value()).report(call.callControlId())
                    : alive)
        .map(report -> new Lookup.Found(report.status().over() ? alive : report));
  }

  /**
   * Over for certain; the record tells the rest. While it cannot be read nothing is told, because
   * how the leg went would be lost; a record that never will be read leaves the end alone.
   */
  private Uni<Lookup> ended(CarrierAccount account, Lookup.Question question, TelnyxCall call) {
    return events(account, question, call)
        .map(
            reply -> {
              if (reply instanceof CarrierReply.Done<List<CallEvent>> done) {
                LegReport report =
                    historyOf(question, done.value()).report(question.carrierCallId().value());
                return new Lookup.Found(
                    report.status().over()
                        ? report
                        : over(question.carrierCallId().value(), call, report));
              }
              return reply instanceof CarrierReply.Refused<List<CallEvent>>
                  ? new Lookup.Found(over(question.carrierCallId().value(), call, null))
                  : Lookup.CannotTell.because(reply);
            });
  }

  /** Telnyx has forgotten a call after ten minutes; the leg's id then stands in its beginning. */
  private Uni<CarrierReply<List<CallEvent>>> events(
      CarrierAccount account, Lookup.Question question, TelnyxCall call) {
    return call != null && call.callLegId() != null
        ? record.ofLeg(account, call.callLegId())
        : record
            .begunSince(account, question.sentAt())
            .chain(begun -> ofLeg(account, question, begun));
  }

  private Uni<CarrierReply<List<CallEvent>>> ofLeg(
      CarrierAccount account, Lookup.Question question, CarrierReply<List<CallEvent>> begun) {
    return begun instanceof CarrierReply.Done<List<CallEvent>> done
        ? historyOf(question, done.value())
            .legId()
            .map(leg -> record.ofLeg(account, leg))
            .orElseGet(() -> Uni.createFrom().item(begun))
        : Uni.createFrom().item(begun);
  }

  private Uni<Lookup> search(CarrierAccount account, Lookup.Question question) {
    TelnyxClientState state = stateOf(question);
    return telnyx
        .get(
            account,
            "/connections/" + TelnyxApi.segment(account.voiceAppId()) + "/active_calls",
            Map.of("page[size]", "" + PAGE),
            TelnyxCall[].class)
        .chain(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<TelnyxCall[]> done)) {
                return Uni.createFrom().item(Lookup.CannotTell.because(reply));
              }
              Optional<TelnyxCall> mine =
                  calls(done.value()).stream()
                      .filter(call -> state.isEchoedBy(call.clientState()))
                      .findFirst();
              return mine.isPresent()
                  ? living(account, mine.get())
                  : record.since(account, question.sentAt()).map(events -> judge(events, question));
            });
  }

  private Lookup judge(CarrierReply<List<CallEvent>> reply, Lookup.Question question) {
    if (!(reply instanceof CarrierReply.Done<List<CallEvent>> done)) {
      return Lookup.CannotTell.because(reply);
    }
    LegHistory history = historyOf(question, done.value());
    if (history.handle().isPresent()) {
      return new Lookup.Found(history.report(history.handle().get()));
    }
    return question.isTooEarly(config.lookupGrace())
        ? new Lookup.CannotTell("too early: Telnyx's record may lag behind")
        : new Lookup.NotCreated();
  }

  private static LegHistory historyOf(Lookup.Question question, List<CallEvent> events) {
    TelnyxClientState state = stateOf(question);
    return new LegHistory(
        events.stream()
            .filter(
                event ->
                    question.carrierCallId() == null
                        ? state.isEchoedBy(event.text("client_state"))
                        : question.carrierCallId().value().equals(event.text("call_control_id")))
            .toList());
  }

  private static LegReport alive(TelnyxCall call) {
    return new LegReport(
        CarrierCallId.ofNullable(call.callControlId()),
        LegStatus.ALIVE,
        instant(call.startTime()),
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * @param told what the record holds of a leg whose end it does not; null when it was not read
   */
  private static LegReport over(String callControlId, TelnyxCall call, LegReport told) {
    return new LegReport(
        new CarrierCallId(callControlId),
        LegStatus.ENDED,
        call == null ? null : instant(call.startTime()),
        told == null ? null : told.answeredAt(),
        call == null ? null : instant(call.endTime()),
        null,
        null,
        null);
  }

  private static TelnyxClientState stateOf(Lookup.Question question) {
    return TelnyxClientState.of(question.callId(), question.leg());
  }

  private static List<TelnyxCall> calls(TelnyxCall[] calls) {
    return calls == null ? List.of() : Arrays.asList(calls);
  }

  private static Uni<Lookup> found(LegReport report) {
    return Uni.createFrom().item(new Lookup.Found(report));
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
