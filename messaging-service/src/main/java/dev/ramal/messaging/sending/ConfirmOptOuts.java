package dev.ramal.messaging.sending;

import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.lifecycle.OptOutConfirmations;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.Purpose;
import dev.ramal.messaging.message.Segments;
import dev.ramal.messaging.permission.MessageSettings;
import dev.ramal.messaging.permission.MessageSettingsRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells whoever has opted out by a word that it is done: once, from the number that they wrote to,
 * in the transaction in which it is done. Where the carrier has understood the word it answers
 * itself, and nothing is told here.
 *
 * <p>Failure policy: rather no confirmation than two; one that its carrier refuses has failed, and
 * is not repeated.
 */
@ApplicationScoped
class ConfirmOptOuts implements OptOutConfirmations {
  private static final String PORTUGUESE =
      "Você não receberá mais mensagens nossas. Para voltar, responda VOLTAR.";
  private static final String ENGLISH =
      "You will get no more messages from us. To get them again, reply START.";

  /** Who wrote longer ago, and was found only now, waits for no answer any more. */
  private static final Duration ANSWERABLE = Duration.ofHours(24);

  private final MessageSettingsRepository settings;
  private final ChangeMessage change;
  private final Jobs jobs;
  private final SubmissionQueue submissions;
  private final Clock clock;

  ConfirmOptOuts(
      MessageSettingsRepository settings,
      ChangeMessage change,
      Jobs jobs,
      SubmissionQueue submissions,
      Clock clock) {
    this.settings = settings;
    this.change = change;
    this.jobs = jobs;
    this.submissions = submissions;
    this.clock = clock;
  }

  @Override
  public Uni<Void> confirm(Sql sql, MessageSet set, List<Leaving> leaving) {
    Instant now = clock.instant();
    List<Leaving> news =
        leaving.stream()
            .filter(one -> set.hasOptedOut(one.wrote().id()))
            .filter(one -> one.wrote().from().number().isPresent())
            .filter(one -> now.isBefore(one.wrote().createdAt().plus(ANSWERABLE)))
            .toList();
    return news.isEmpty()
        ? Uni.createFrom().voidItem()
        : settings
            .newestOf(
                sql, news.stream().map(one -> one.wrote().tenant()).collect(Collectors.toSet()))
            .chain(known -> store(sql, news, known, now));
  }

  private Uni<Void> store(
      Sql sql, List<Leaving> news, Map<TenantId, MessageSettings> known, Instant now) {
    MessageSet confirmations = MessageSet.ofNew();
    List<Message> messages =
        news.stream()
            .filter(one -> of(one, known).confirmOptOuts())
            .map(
                one -> {
                  Message message = compose(one, of(one, known), now);
                  change.create(
                      confirmations,
                      message,
                      one.owner(),
                      List.of(ComposeMessage.accepted(message)));
                  return message;
                })
            .toList();
    return Sql.together(
        List.of(
            change.write(sql, confirmations),
            jobs.appendAll(sql, messages.stream().map(submissions::confirm).toList())));
  }

  private static MessageSettings of(Leaving one, Map<TenantId, MessageSettings> known) {
    return known.getOrDefault(one.wrote().tenant(), MessageSettings.DEFAULT);
  }

  private static Message compose(Leaving one, MessageSettings settings, Instant now) {
    MessageDetails wrote = one.wrote();
    String ours = one.portuguese() ? PORTUGUESE : ENGLISH;
    String text = settings.optOutText() == null ? ours : settings.optOutText();
    MessageDetails details =
        new MessageDetails(
            new MessageId(UuidV7.next().toString()),
            wrote.tenant(),
            Direction.OUTBOUND,
            wrote.channel(),
            wrote.conversationId(),
            wrote.to(),
            wrote.from(),
            text,
            List.of(),
            null,
            null,
            wrote.carrier(),
            wrote.connectionId(),
            Author.PRODUCT,
            wrote.contactId(),
            now,
            Purpose.NONE,
            null);
    return new Message(
        details, MessageProgress.accepted(Segments.of(wrote.channel(), text).count()));
  }
}
