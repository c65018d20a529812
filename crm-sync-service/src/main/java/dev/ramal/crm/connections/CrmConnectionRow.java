package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionState;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The one CRM account of an organization. Secrets and tokens are sealed, never plain. */
@Entity
@Table(name = "crm_connection")
class CrmConnectionRow {
  @Id String tenant;

  /** Name of the CRM. */
  String crm;

  /** How often another CRM, or another account of the same one, was entered. */
  @Column(name = "account_number")
  int accountNumber;

  /** Which account of which CRM; the database puts it together. */
  @Column(insertable = false, updatable = false)
  String account;

  @Column(name = "client_id")
  String clientId;

  @Column(name = "client_secret")
  String clientSecret;

  @Column(name = "refresh_token")
  String refreshToken;

  @Column(name = "access_token")
  String accessToken;

  @Column(name = "access_expires_at")
  Instant accessExpiresAt;

  /** When the refresh token was last exchanged, or entered. */
  @Column(name = "refreshed_at")
  Instant refreshedAt;

  /** What goes wrong just now; statements write it. */
  @Column(insertable = false, updatable = false)
  String fault;

  private String state;

  @Column(name = "state_reason")
  private String stateReason;

  @Column(name = "state_since")
  private Instant stateSince;

  static CrmConnectionRow of(TenantId tenant) {
    CrmConnectionRow fresh = new CrmConnectionRow();
    fresh.tenant = tenant.value();
    return fresh;
  }

  /** Of a connection that is connected: tenant, CRM, token, its end, fault, account. */
  static CrmConnectionRow read(SqlRow columns) {
    CrmConnectionRow row = new CrmConnectionRow();
    row.tenant = columns.text(0);
    row.crm = columns.text(1);
    row.accessToken = columns.text(2);
    row.accessExpiresAt = columns.instant(3);
    row.fault = columns.text(4);
    row.account = columns.text(5);
    return row;
  }

  CrmConnectionState state() {
    return state == null
        ? new CrmConnectionState.NotConnected()
        : CrmConnectionState.of(state, stateReason, stateSince);
  }

  boolean isConnected() {
    return state() instanceof CrmConnectionState.Connected;
  }

  boolean hasLiveToken(Instant at) {
    return accessToken != null && accessExpiresAt != null && accessExpiresAt.isAfter(at);
  }

  /**
   * Whether what is entered is of another account than what is there, as far as can be told.
   *
   * @param entered name of the CRM
   * @param otherAccount whether it is said to be, where the CRM is the same
   */
  boolean isElsewhere(String entered, boolean otherAccount) {
    return crm != null && (otherAccount || !crm.equals(entered));
  }

  /**
   * Whoever comes back to a CRM may have come to another account of it, and nobody can tell: each
   * change begins one of its own, in which nothing is taken for what was begun in one before.
   *
   * @param entered as in {@link #isElsewhere}
   * @param otherAccount as in {@link #isElsewhere}
   */
  void enter(String entered, boolean otherAccount, Instant at) {
    boolean elsewhere = isElsewhere(entered, otherAccount);
    if (elsewhere) {
      accountNumber++;
    }
    crm = entered;
    hear(new CrmConnectionState.Entered(at, elsewhere));
  }

  void hear(CrmConnectionState.Event event) {
    state()
        .on(event)
        .ifPresent(
            next -> {
              state = next.word();
              stateReason = next.reason();
              stateSince = next.since();
            });
  }
}
