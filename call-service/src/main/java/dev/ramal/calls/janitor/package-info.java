/** Time closes what events did not: the carrier is asked about calls gone stale. */
package dev.ramal.calls.janitor;
