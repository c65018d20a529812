package dev.ramal.numbering;

import java.util.Optional;

/**
 * Somebody who calls from a SIP address, as carriers hand it on: {@code sip:rita@host}, {@code
 * sips:…}, {@code "Rita" <sip:…>}, or the address without its scheme.
 *
 * @param user what stands before the host; empty when nothing does
 */
record SipCaller(String user) {

  /**
   * @param caller as the carrier said it; null when it said nothing
   * @return empty for a number, a softphone of ours ({@code client:ana}) and whoever hides
   */
  static Optional<SipCaller> in(String caller) {
    if (caller == null || caller.startsWith("client:") || Withheld.is(caller)) {
      return Optional.empty();
    }
    String address = caller.strip().replaceFirst("^.*<(.*)>$", "$1");
    String bare = address.replaceFirst("(?i)^sips?:", "");
    int host = bare.indexOf('@');
    return host < 0 && bare.length() == address.length()
        ? Optional.empty()
        : Optional.of(new SipCaller(bare.substring(0, Math.max(0, host))));
  }

  /** The telephone number that the address is of, as {@link CallerNumber} reads it. */
  Optional<String> number() {
    return Optional.of(CallerNumber.of(user))
        .filter(number -> PhoneLibrary.international(number).isPresent());
  }
}
