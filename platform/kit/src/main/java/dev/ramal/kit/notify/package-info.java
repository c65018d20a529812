/** Wakes this process when another one, or this one, has committed something. */
package dev.ramal.kit.notify;
