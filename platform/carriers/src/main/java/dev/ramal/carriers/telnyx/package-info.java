/** Telnyx's API, asked once for each command. */
package dev.ramal.carriers.telnyx;
