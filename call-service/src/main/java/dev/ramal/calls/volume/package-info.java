/** How many calls ended and how many were short, against the limits of the regulator. */
package dev.ramal.calls.volume;
