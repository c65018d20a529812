package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.AccountRequests;
import dev.ramal.kit.jobs.AccountRequests.Draw;
import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.kit.jobs.JobQueue.Rate;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.permission.MessageSettings;
import dev.ramal.messaging.sending.SenderWindow.Place;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How fast messages leave: a number of ours has its own pace for SMS, and all numbers of a carrier
 * account have one for WhatsApp, because Meta counts the portfolio. Over all replicas, as long as
 * they store in time what they mark; one that is slow leaves no faster than the sender may, but
 * beside the others.
 */
@ApplicationScoped
class SenderPace {
  /**
   * Whose turn is farther away waits in the database, not in a place of ours. Longer than the
   * shortest pause of a sender, so that the next are claimed before the last of these has left.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** For an answer that another one needs: of a slow carrier, whose sender pauses then. */
  private static final Duration LONGEST_WAIT_FOR_ANSWERS = Duration.ofSeconds(1);

  private static final double SECONDS = 60;
  private static final String PORTFOLIO = "whatsapp";

  private final AccountRequests requests;
  private final SendingConfig config;
  private final SenderLines lines = new SenderLines(System::nanoTime);
  private final SenderWindow window = new SenderWindow();

  SenderPace(AccountRequests requests, SendingConfig config) {
    this.requests = requests;
    this.config = config;
  }

  /** What is paced together; where a carrier says that we are too fast, it pauses together. */
  static String bucket(MessageDetails message) {
    return bucket(message.connectionId(), message.channel(), message.from());
  }

  static String bucket(ConnectionId connection, Channel channel, Party from) {
    return connection.value() + "/" + (channel == Channel.WHATSAPP ? PORTFOLIO : from.value());
  }

  /**
   * When it is each message's turn, in the order in which they are given.
   *
   * @return by the key of the message, without those that may go at once, because there is no limit
   */
  Uni<Map<RowKey, SenderTurn>> turns(
      Sql sql, List<MessageDetails> leaving, Function<TenantId, MessageSettings> settings) {
    Map<RowKey, List<MessageDetails>> bySender =
        leaving.stream()
            .filter(message -> rate(message, settings) != null)
            .collect(
                Collectors.groupingBy(SenderPace::sender, LinkedHashMap::new, Collectors.toList()));
    Map<RowKey, Draw> draws = new HashMap<>();
    bySender.forEach(
        (sender, messages) ->
            draws.put(
                sender,
                new Draw(
                    sender.organization(),
                    sender.id(),
                    rate(messages.get(0), settings),
                    messages.size())));
    return requests
        .drawAll(sql, draws.values(), LONGEST_WAIT)
        .map(
            drawn -> {
              long now = System.nanoTime();
              Map<RowKey, SenderTurn> turns = new HashMap<>();
              draws.forEach(
                  (sender, draw) -> {
                    List<MessageDetails> messages = bySender.get(sender);
                    for (int i = 0; i < messages.size(); i++) {
                      Turn turn = drawn.get(draw).get(i);
                      turns.put(
                          key(messages.get(i)),
                          new SenderTurn(sender, draw.rate(), turn, now + turn.in().toNanos()));
                    }
                  });
              return turns;
            });
  }

  /**
   * Hands a message over when it may leave.
   *
   * @param turn that was given; null for at once
   * @param handOver until the carrier has answered
   * @param instead what comes of it where the carrier owes so many answers that it cannot leave
   *     soon
   */
  <T> Uni<T> inTurn(SenderTurn turn, Supplier<Uni<T>> handOver, Supplier<T> instead) {
    if (turn == null) {
      return handOver.get();
    }
    Place place = new Place(turn.sender());
    return inLine(turn)
        .chain(
            () ->
                window
                    .enter(place, turn.rate())
                    .ifNoItem()
                    .after(LONGEST_WAIT_FOR_ANSWERS)
                    .recoverWithItem(() -> null))
        .chain(
            waited ->
                waited == null
                    ? Uni.createFrom().item(instead)
                    : (waited ? inLine(turn) : Uni.createFrom().voidItem())
                        .chain(() -> handOver.get()))
        .onTermination()
        .invoke(() -> window.leave(place));
  }

  private Uni<Void> inLine(SenderTurn turn) {
    Duration wait = lines.take(turn.sender(), turn.rate(), turn.at());
    Uni<Void> now = Uni.createFrom().voidItem();
    return wait.isZero() ? now : now.onItem().delayIt().by(wait);
  }

  private static RowKey key(MessageDetails message) {
    return RowKey.of(message.tenant(), message.id().value());
  }

  private static RowKey sender(MessageDetails message) {
    return RowKey.of(message.tenant(), bucket(message));
  }

  /** Null for no limit; the same of all messages of a sender. */
  private Rate rate(MessageDetails message, Function<TenantId, MessageSettings> settings) {
    Integer perMinute = settings.apply(message.tenant()).perMinute(message.channel());
    return perMinute == null ? config.rate().orElse(null) : new Rate(perMinute / SECONDS, 1);
  }
}
