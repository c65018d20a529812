/** Call Control applications and messaging profiles. */
package dev.ramal.simulators.telnyx.setup;
