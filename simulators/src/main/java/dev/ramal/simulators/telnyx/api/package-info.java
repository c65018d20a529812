/** What every resource shares: errors, pages, times, parameter tables, the signature. */
package dev.ramal.simulators.telnyx.api;
