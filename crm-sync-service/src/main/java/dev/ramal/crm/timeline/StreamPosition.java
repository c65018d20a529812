package dev.ramal.crm.timeline;

import dev.ramal.crm.CrmProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.problem.ProblemException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where a timeline was told; opaque to clients, who hand it in as {@code Last-Event-ID}.
 *
 * @param seq number of the last change that was looked at
 * @param phones a sum of the phones that the contact had then
 */
record StreamPosition(TenantId tenant, long seq, String phones) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})@([0-9a-f]{1,8})@(.+)");

  static StreamPosition of(TenantId tenant, long seq, TimelineOwner owner) {
    return new StreamPosition(tenant, seq, sum(owner));
  }

  private static String sum(TimelineOwner owner) {
    return Integer.toHexString(owner.phones().hashCode());
  }

  StreamPosition at(long number) {
    return new StreamPosition(tenant, number, phones);
  }

  /** Whether the contact has the same phones. */
  boolean isOf(TimelineOwner owner) {
    return phones.equals(sum(owner));
  }

  String encoded() {
    return new Cursor(Instant.EPOCH, seq + "@" + phones + "@" + tenant).encoded();
  }

  /**
   * @param tenant whose stream it is to be
   * @param encoded as a stream told it
   * @throws ProblemException 400 when no stream of the organization did
   */
  static StreamPosition decode(TenantId tenant, String encoded) {
    Matcher form = FORM.matcher(place(encoded));
    if (!form.matches() || !form.group(3).equals(tenant.value())) {
      throw CrmProblems.unknownStreamPosition();
    }
    return new StreamPosition(tenant, Long.parseLong(form.group(1)), form.group(2));
  }

  private static String place(String encoded) {
    try {
      return Cursor.decode(encoded).map(Cursor::id).orElse("");
    } catch (ProblemException e) {
      throw CrmProblems.unknownStreamPosition();
    }
  }
}
