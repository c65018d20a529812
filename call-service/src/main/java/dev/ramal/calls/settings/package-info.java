/** How an organization makes calls: carrier, recording, disclaimer. */
package dev.ramal.calls.settings;
