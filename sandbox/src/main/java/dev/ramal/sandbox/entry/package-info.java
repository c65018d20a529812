/** The one HTTP entry: routes and proxy. */
package dev.ramal.sandbox.entry;
