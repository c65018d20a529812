/** Time closes what events did not: the carrier is asked for the truth of calls gone silent. */
package dev.ramal.calls.expiry;
