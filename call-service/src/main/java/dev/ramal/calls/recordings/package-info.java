/** Recordings: fetched from the carrier, kept in our store, played by signed links, erased. */
package dev.ramal.calls.recordings;
