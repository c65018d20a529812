package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.permission.FoundForMessage;
import dev.ramal.messaging.templates.TemplateRef;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A text that nobody of the organization writes but the product itself, to its own people. The
 * hours and caps of the organization are for its contacts: they hold for none of these.
 */
@ApplicationScoped
public class SendOwnText {
  /** Stands as the author of messages and owner of threads. */
  private static final Author AUTHOR = Author.PRODUCT;

  private final AcceptMessage acceptMessage;

  /**
   * What the message is judged by.
   *
   * @param author id of whoever writes it; null for nobody
   */
  static FoundForMessage rules(FoundForMessage found, String author) {
    return AUTHOR.userId().equals(author) ? found.toOwnPeople() : found;
  }

  SendOwnText(AcceptMessage acceptMessage) {
    this.acceptMessage = acceptMessage;
  }

  /**
   * Stored in the transaction given; sent after its commit as every message is.
   *
   * @return the id of the message; fails with a problem as for a client
   */
  public Uni<String> send(
      SqlTransaction sql, TenantId tenant, E164 to, Channel channel, String body) {
    return send(sql, tenant, ValidMessage.text(to, channel, body, null, null));
  }

  /** The same by WhatsApp, made of a template; fails also where that is not approved. */
  public Uni<String> send(SqlTransaction sql, TenantId tenant, E164 to, TemplateRef template) {
    return send(sql, tenant, ValidMessage.of(to, Channel.WHATSAPP, template));
  }

  private Uni<String> send(SqlTransaction sql, TenantId tenant, ValidMessage valid) {
    AccessScope product =
        new AccessScope(tenant, AUTHOR.userId(), AUTHOR.userId(), AUTHOR.name(), true, true);
    return acceptMessage
        .accept(sql, product, CheckedMessage.right(valid))
        .map(message -> message.details().id().value());
  }
}
