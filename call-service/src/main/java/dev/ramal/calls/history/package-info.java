/** Calls as they are read afterwards, and while they last. */
package dev.ramal.calls.history;
