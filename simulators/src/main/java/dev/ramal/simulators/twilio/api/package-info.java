/** What every resource shares: errors, pages, times, form rules, addresses, the signature. */
package dev.ramal.simulators.twilio.api;
