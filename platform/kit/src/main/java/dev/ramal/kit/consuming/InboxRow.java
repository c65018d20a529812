package dev.ramal.kit.consuming;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/**
 * A row of the inbox. Written with SQL; mapped so that a service without entities of its own still
 * has a session factory.
 */
@Entity
@Table(name = "inbox")
@IdClass(InboxRow.Key.class)
public class InboxRow {
  @Id String tenant;

  @Id String consumer;

  @Id
  @Column(name = "event_id")
  String eventId;

  /** Identity of a row: who applied which event of which organization. */
  public record Key(String tenant, String consumer, String eventId) implements Serializable {}
}
