package dev.ramal.crm.contacts;

import dev.ramal.events.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A phone that was found at a contact of the CRM. */
@Entity
@Table(name = "contact_link")
@IdClass(ContactLinkRow.Key.class)
class ContactLinkRow {
  @Id String tenant;
  @Id String phone;

  @Id
  @Column(name = "contact_id")
  String contactId;

  @Column(name = "contact_name")
  String contactName;

  /** Whom the contact works for; null when the CRM has none, or does not say. */
  @Column(name = "contact_company")
  String contactCompany;

  /** Which spelling it was found by; smaller is likelier. */
  int rank;

  @Column(name = "checked_at")
  Instant checkedAt;

  static ContactLinkRow of(TenantId tenant, String phone, String contactId) {
    ContactLinkRow link = new ContactLinkRow();
    link.tenant = tenant.value();
    link.phone = phone;
    link.contactId = contactId;
    return link;
  }

  /** One phone may stand at several contacts. */
  record Key(String tenant, String phone, String contactId) implements Serializable {}
}
