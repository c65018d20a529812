/** The one way in which a call changes: facts in, and everything that follows from them out. */
package dev.ramal.calls.lifecycle;
