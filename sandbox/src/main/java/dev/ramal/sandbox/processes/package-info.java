/** Services and simulators as processes, their settings, and where carriers are. */
package dev.ramal.sandbox.processes;
