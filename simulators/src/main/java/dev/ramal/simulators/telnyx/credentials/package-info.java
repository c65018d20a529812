/** SIP connections with credentials, what browsers log in with, and their tokens. */
package dev.ramal.simulators.telnyx.credentials;
