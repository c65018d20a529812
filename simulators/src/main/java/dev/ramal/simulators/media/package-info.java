/** Audio of any length, made up. */
package dev.ramal.simulators.media;
