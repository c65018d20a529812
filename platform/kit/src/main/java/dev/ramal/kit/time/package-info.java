/** The one clock, and how long to wait. */
package dev.ramal.kit.time;
