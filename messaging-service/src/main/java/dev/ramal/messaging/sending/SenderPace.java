package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.kit.jobs.AccountRequests;
import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.kit.jobs.JobQueue.Rate;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.permission.MessageSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * How fast messages leave: a number of ours has its own pace for SMS, and all numbers of a carrier
 * account have one for WhatsApp, because Meta counts the portfolio. Over all replicas.
 */
@ApplicationScoped
class SenderPace {
  /**
   * Whose turn is farther away waits in the database, not in a place of ours. Longer than the
   * shortest pause of a sender, so that the next are claimed before the last of these has left.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private static final double SECONDS = 60;
  private static final String PORTFOLIO = "whatsapp";

  private final AccountRequests requests;
  private final SendingConfig config;

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
   * When it is the message's turn.
   *
   * @return null where it may go at once, because there is no limit
   */
  Uni<Turn> turn(Sql sql, MessageDetails message, MessageSettings settings) {
    Integer perMinute = settings.perMinute(message.channel());
    Rate rate = perMinute == null ? config.rate().orElse(null) : new Rate(perMinute / SECONDS, 1);
    return rate == null
        ? Uni.createFrom().nullItem()
        : requests.draw(sql, message.tenant(), bucket(message), rate, LONGEST_WAIT);
  }
}
